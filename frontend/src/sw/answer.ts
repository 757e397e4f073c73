/** Which requests the worker answers, and from where. */

/**
 * The phone's own GETs. The API never passes through the worker's caches, and the desk, with the page
 * in which it tries a form, is another app on the same origin.
 */
export function isOwn(request: Pick<Request, 'method' | 'url'>, origin: string): boolean {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin) return false;
  return !/^\/(api|desk|try)(\/|\.html$|$)/.test(url.pathname);
}

/** From this version's cache; what is not in it, a page that somebody typed for instance, from the network. */
export async function answerFor(
  request: Request,
  open: () => Promise<Cache>,
  fetch: (request: Request) => Promise<Response>,
): Promise<Response> {
  const cache = await open();
  return (await cache.match(pathOf(request), { ignoreVary: true })) ?? fetch(request);
}

/** All routes of the phone stand behind the `#`, so there is one document. */
function pathOf(request: Request): string {
  const { pathname } = new URL(request.url);
  return pathname === '/index.html' ? '/' : pathname;
}
