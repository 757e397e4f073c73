import { afterEach, describe, expect, it, vi } from 'vitest';
import { onSignedOut, query, request } from '../../src/desk/http';
import { pageAt, pagesFor } from '../../src/desk/routes';

function answer(body: string, status: number) {
  const fetched = vi.fn(
    async (_path: string, _init: RequestInit) => new Response(body, { status }),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
}
const problem = (code: string, status: number) =>
  answer(JSON.stringify({ code, detail: '' }), status);

afterEach(() => vi.unstubAllGlobals());

describe('a request of the desk', () => {
  it('that gets no answer may have done its work', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('lost');
    });
    await expect(request('/desk/me')).rejects.toMatchObject({ code: 'offline', unknown: true });
  });

  it('does not take a hotel’s page for the server', async () => {
    answer('<html>Welcome', 200);
    await expect(request('/desk/me')).rejects.toMatchObject({ code: 'not_ours', unknown: true });
  });

  it('that the server refused did nothing', async () => {
    problem('forbidden', 403);
    await expect(request('/keys')).rejects.toMatchObject({ code: 'forbidden', unknown: false });
  });

  it('brings the sign-in when the session is over, and not for a wrong password', async () => {
    const signedOut = vi.fn();
    onSignedOut(signedOut);
    problem('bad_credentials', 401);
    await expect(request('/desk/login', { method: 'POST' })).rejects.toThrow();
    expect(signedOut).not.toHaveBeenCalled();
    problem('not_signed_in', 401);
    await expect(request('/review/days')).rejects.toThrow();
    expect(signedOut).toHaveBeenCalledOnce();
  });

  it('that changes something carries the header that another site cannot send', async () => {
    const fetched = answer('{}', 200);
    await request('/keys', { method: 'POST', body: { name: 'x' } });
    await request('/keys');
    const headers = fetched.mock.calls.map(([, init]) => new Headers(init.headers).get('X-Rahba'));
    expect(headers).toEqual(['1', null]);
  });

  it('leaves out of the address what is empty', () => {
    expect(query({ date: '', step: 'all', cursor: null, limit: 5 })).toBe('?step=all&limit=5');
    expect(query({})).toBe('');
  });
});

describe('pages', () => {
  it('of an official are the souk, the registry and the requests of traders', () => {
    expect(pagesFor(['official']).map(({ name }) => name)).toEqual([
      'souk',
      'registry',
      'requests',
    ]);
  });

  it('of somebody else are unknown, not forbidden doors', () => {
    expect(pageAt('/review', pagesFor(['official'])).page).toBeNull();
  });

  it('begin with home, and keep the rest of the address', () => {
    const pages = pagesFor(['coach']);
    expect(pageAt('/', pages).page?.name).toBe('friday');
    expect(pageAt('/review/2026-11-20/flagged', pages).rest).toEqual(['2026-11-20', 'flagged']);
  });
});
