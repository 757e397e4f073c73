import { afterEach, expect, it, vi } from 'vitest';
import { undoAll } from '../../src/desk/review/bulk';

afterEach(() => {
  vi.unstubAllGlobals();
});

interface Sent {
  decision_id: string;
  review_ids: string[];
}

/** A server that answers as `answers` say, one request after the other, and what it was sent. */
function server(...answers: ((sent: Sent) => Response)[]): Sent[] {
  const requests: Sent[] = [];
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    const sent = JSON.parse(String(init.body)) as Sent;
    requests.push(sent);
    const answer = answers[requests.length - 1] ?? answers[answers.length - 1];
    if (!answer) throw new Error('nobody answers');
    return answer(sent);
  });
  return requests;
}
const all = ({ review_ids }: Sent) =>
  new Response(JSON.stringify({ results: review_ids.map(() => ({ code: 'decided' })) }));
const lost = (): Response => {
  throw new TypeError('network');
};
const reviews = (n: number) => Array.from({ length: n }, (_, at) => `r${at}`);

it('says so when the network is gone for good', async () => {
  server(lost);
  await expect(undoAll(reviews(3))).rejects.toMatchObject({ code: 'offline' });
});

it('counts what could not be taken back', async () => {
  const codes = ['decided', 'decided_meanwhile', 'not_found'];
  server(() => new Response(JSON.stringify({ results: codes.map((code) => ({ code })) })));
  expect(await undoAll(reviews(3))).toBe(1);
});

it('takes 1,291 decisions back in one request (ST8)', async () => {
  const requests = server(all);
  expect(await undoAll(reviews(1291))).toBe(1291);
  expect(requests).toHaveLength(1);
});

it('asks again under the same id when the answer was lost (ST7)', async () => {
  const requests = server(lost, all);
  expect(await undoAll(reviews(2))).toBe(2);
  expect(requests[1]?.decision_id).toBe(requests[0]?.decision_id);
});
