/** What an operator decides for one stage, in `.env` or `.env.<stage>`. */
export interface Settings {
  /** Letters come from it and replies come to it. */
  readonly mailDomain: string;
  /** Absent: the address that API Gateway gives. */
  readonly apiDomain: string | undefined;
  /** ARN of the certificate of `apiDomain`, where its DNS isn't in Route 53. */
  readonly apiCertificate: string | undefined;
  /** Who is written to when an alarm goes off. */
  readonly alarmEmail: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const CERTIFICATE = /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[a-z0-9-]+$/;
const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/** @throws Error that names the setting and what it should be */
export function readSettings(environment: Environment, nodeVersion: string): Settings {
  assertNode(nodeVersion);
  const mailDomain = read(environment, 'MAIL_DOMAIN', DOMAIN, 'a domain like mail.example.org');
  if (mailDomain === undefined) throw new Error('MAIL_DOMAIN is missing: the domain that replies come to');
  return {
    mailDomain,
    apiDomain: read(environment, 'API_DOMAIN', DOMAIN, 'a domain like crewtide.example.org'),
    apiCertificate: read(environment, 'API_CERTIFICATE', CERTIFICATE, 'the ARN of a certificate'),
    alarmEmail: read(environment, 'ALARM_EMAIL', ADDRESS, 'an email address'),
  };
}

function read(environment: Environment, name: string, shape: RegExp, wanted: string): string | undefined {
  const value = environment[name]?.trim();
  if (value === undefined || value === '') return undefined;
  if (!shape.test(value)) throw new Error(`${name} should be ${wanted}`);
  return value;
}

/** SST runs the plugins of esbuild by this Node; an older one can't read them, and SST would wait for it for ever. */
function assertNode(version: string): void {
  if (Number.parseInt(version, 10) < 24)
    throw new Error(
      `This is Node ${version}: start sst by npx, so that it runs on the Node 24 of node_modules`,
    );
}
