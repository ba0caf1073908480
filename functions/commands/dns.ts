import { parseArgs } from 'node:util';
import {
  checkDns,
  checklistInWords,
  createDnsLookup,
  dnsChecklist,
  dnsRecordsOf,
  findResendDomain,
} from '@crewtide/mailer';
import { z } from 'zod';

const USAGE = `usage: npm run dns [-- --json]
Needs RESEND_API_KEY (with full access) and MAIL_DOMAIN; for a deployed stage: npx sst shell --stage production npm run dns`;

const secret = z.object({ value: z.string() });
const mail = z.object({ domain: z.string() });

/** 0: all there; 1: something is to be done; 2: it could not be looked. */
process.exitCode = await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'unknown fault'}\n`);
  return 2;
});

async function run(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  const settings = readSettings(process.env);
  if (settings === undefined) throw new Error(USAGE);
  const { apiKey, mailDomain, server } = settings;
  const domain = await findResendDomain({ apiKey }, mailDomain);
  if (domain === undefined) {
    throw new Error(`Resend doesn't know ${mailDomain}: add it at resend.com/domains, then run this again`);
  }
  const checklist = dnsChecklist(domain, await checkDns(dnsRecordsOf(domain), createDnsLookup({ server })));
  process.stdout.write(`${values.json ? JSON.stringify(checklist) : checklistInWords(checklist)}\n`);
  return checklist.isComplete ? 0 : 1;
}

/** `sst shell` says what a stage is linked to in SST_RESOURCE_<Name>, as JSON. */
function readSettings(environment: NodeJS.ProcessEnv) {
  const { RESEND_API_KEY, SST_RESOURCE_ResendApiKey, MAIL_DOMAIN, SST_RESOURCE_Mail, DNS_SERVER } =
    environment;
  const apiKey = RESEND_API_KEY || linked(secret, SST_RESOURCE_ResendApiKey)?.value;
  const mailDomain = MAIL_DOMAIN || linked(mail, SST_RESOURCE_Mail)?.domain;
  if (!apiKey || !mailDomain) return undefined;
  return { apiKey, mailDomain: mailDomain.toLowerCase(), server: DNS_SERVER || undefined };
}

/** An error of the parser would quote the secret. */
function linked<T>(shape: z.ZodType<T>, json = 'null'): T | undefined {
  try {
    return shape.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
