import { afterEach, expect, it, vi } from 'vitest';
import { decideAll, undoAll } from '../../src/desk/review/bulk';

afterEach(() => {
  vi.unstubAllGlobals();
});

interface Sent {
  decision_id: string;
  review_ids: string[];
  decisions: { decision_id: string; entry_id: string }[];
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

const entries = (n: number) =>
  Array.from({ length: n }, (_, at) => ({ entry_id: `e${at}`, rev: 1 }));
const decided = ({ decisions }: Sent) =>
  new Response(
    JSON.stringify({
      results: decisions.map(({ entry_id, decision_id }) => ({
        code: 'decided',
        entry_id,
        review_id: decision_id,
      })),
    }),
  );

it('raises what the network swallows where nobody keeps it', async () => {
  server(lost);
  await expect(decideAll(entries(2), { decision: 'approve' })).rejects.toMatchObject({
    code: 'offline',
  });
});

it('hands over what the network swallows, under the ids it was sent with (ST7)', async () => {
  const requests = server(decided, lost);
  const kept: string[] = [];
  const outcome = await decideAll(entries(201), { decision: 'approve' }, (decision) =>
    kept.push(decision.decision_id),
  );
  expect([outcome.reviews.size, outcome.passed, [...outcome.unsent]]).toEqual([200, 0, ['e200']]);
  expect(kept).toEqual(requests[2]?.decisions.map(({ decision_id }) => decision_id));
});

it('counts those whose day is locked apart (LK1)', async () => {
  const results = [
    { entry_id: 'a', code: 'decided', review_id: 'r' },
    { entry_id: 'b', code: 'day_locked' },
    { entry_id: 'c', code: 'decided_meanwhile' },
  ];
  server(() => new Response(JSON.stringify({ results })));
  const items = results.map(({ entry_id }) => ({ entry_id, rev: 1 }));
  const outcome = await decideAll(items, { decision: 'approve' });
  expect([outcome.passed, outcome.locked]).toEqual([2, 1]);
});
