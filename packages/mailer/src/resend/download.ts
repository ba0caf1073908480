import { ProviderFault } from '@crewtide/flows';

/** The most that an SES mailbox takes, and more than any letter of a person. */
const MOST_BYTES = 40 * 1024 * 1024;

/**
 * Fetches a message from where Resend keeps it. The link is signed and stands in no error.
 * @throws ProviderFault for every other answer than all of the bytes
 */
export async function download(url: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await reached(() => fetch(url, { signal }));
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new ProviderFault(`the raw message can't be downloaded: ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reached(() => reader.read());
    if (done) return Buffer.concat(chunks, size);
    size += value.byteLength;
    if (size > MOST_BYTES) {
      await reader.cancel();
      throw new ProviderFault('the raw message is larger than 40 MB');
    }
    chunks.push(value);
  }
}

async function reached<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch {
    // The cause is left out: it may hold the link.
    throw new ProviderFault('the raw message could not be downloaded');
  }
}
