/**
 * Pictures and sounds of forms, by what they hold: nobody's own, so they lie beside the stores and one
 * phone keeps them once. What the browser throws away comes again with the next exchange.
 */
const CACHE = 'rahba-form-files';
const addressOf = (sha256: string) => `/form-files/${sha256}`;

export async function formFile(sha256: string): Promise<ArrayBuffer | null> {
  const found = await (await caches.open(CACHE)).match(addressOf(sha256));
  return found ? found.arrayBuffer() : null;
}

export async function keepFormFile(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await (await caches.open(CACHE)).put(addressOf(sha256), new Response(bytes));
}
