import type { Mocks, Registered } from './platform.ts';

const REGION = 'eu-west-1';
const ACCOUNT = '123456789012';

/** AWS as far as the program's own resources ask it: every name and address is made up and tells whose it is. */
export function createMocks(register: (of: Registered) => void): Mocks {
  return {
    newResource(of) {
      if (of.custom === true) register(of);
      const name = nameOf(of);
      const state = { ...madeUp(of, name), ...of.inputs };
      return { id: idOf(of, name), state };
    },
    call: ({ token, inputs }) => ANSWERS[token.split(':').at(-1) ?? '']?.(inputs) ?? { ...inputs },
  };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const nameOf = ({ inputs, name }: Registered): string =>
  text(inputs.name) ?? text(inputs.bucket) ?? text(inputs.functionName) ?? text(inputs.domainName) ?? name;

function idOf({ type, id, name: resource }: Registered, name: string): string {
  if (type.startsWith('aws:sqs/queue:')) return `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`;
  if (type.startsWith('aws:s3/bucket:') || type.startsWith('aws:lambda/function:')) return name;
  return id === undefined || id === '' ? `${resource}-id` : id;
}

function madeUp({ type, name: resource, inputs }: Registered, name: string): Record<string, unknown> {
  const host = `${resource.toLowerCase()}.example`;
  const arn = arnOf(type, name);
  return {
    arn,
    name,
    bucket: name,
    url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
    apiEndpoint: `https://${host}`,
    executionArn: arn,
    invokeArn: arn,
    qualifiedArn: `${arn}:1`,
    certificateArn: arn,
    fqdn: name,
    zoneId: 'Z0',
    base64: Buffer.alloc(32, 7).toString('base64'),
    hex: Buffer.from(resource).toString('hex').slice(-8),
    dec: '7',
    result: 'result',
    domainValidationOptions: [
      {
        domainName: inputs.domainName,
        resourceRecordName: `_v.${host}`,
        resourceRecordType: 'CNAME',
        resourceRecordValue: host,
      },
    ],
    domainNameConfiguration: { targetDomainName: host, hostedZoneId: 'Z0' },
  };
}

function arnOf(type: string, name: string): string {
  const [, service = ''] = type.split(/[:/]/);
  const own = `arn:aws:${service}:${REGION}:${ACCOUNT}`;
  switch (service) {
    case 's3':
      return `arn:aws:s3:::${name}`;
    case 'iam':
      return `arn:aws:iam::${ACCOUNT}:role/${name}`;
    case 'dynamodb':
      return `${own}:table/${name}`;
    case 'lambda':
      return `${own}:function:${name}`;
    default:
      return `${own}:${name}`;
  }
}

type Answer = (inputs: Readonly<Record<string, unknown>>) => object;

const ANSWERS: Readonly<Record<string, Answer>> = {
  getRegion: () => ({ id: REGION, name: REGION, region: REGION }),
  getPartition: () => ({ id: 'aws', partition: 'aws', dnsSuffix: 'amazonaws.com' }),
  getCallerIdentity: () => ({ id: ACCOUNT, accountId: ACCOUNT }),
  getPolicyDocument: (inputs) => ({
    ...inputs,
    json: JSON.stringify({ statements: inputs.statements ?? [] }),
  }),
};
