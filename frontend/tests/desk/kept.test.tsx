import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keep, kept, readKept, sendKept } from '../../src/desk/review/kept';
import { me } from '../../src/desk/session';
import type { Me } from '../../src/desk/types';

const COACH = {
  person: { id: 'coach', name_ar: 'نادية', name_latin: 'Nadia' },
  roles: ['coach'],
  market: { id: 'm', code: 'guisser', names: {}, timezone: 'Africa/Casablanca' },
} satisfies Me;

const decision = (n: number) => ({
  entry_id: `entry-${n}`,
  decision_id: `decision-${n}`,
  decision: 'approve' as const,
  rev: 1,
});

/** Answers in turn: a body, a status for a problem, or nothing at all. */
function answerWith(...answers: (object | number | 'lost')[]) {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)));
    const answer = answers.shift();
    if (answer === 'lost' || answer === undefined) throw new TypeError('lost');
    if (typeof answer === 'number') {
      return new Response(JSON.stringify({ code: 'decided_meanwhile' }), { status: answer });
    }
    return new Response(JSON.stringify(answer));
  });
  return sent;
}

beforeEach(() => {
  localStorage.clear();
  me.value = COACH;
  readKept();
});
afterEach(() => vi.unstubAllGlobals());

it('keeps a decision under its own id while no answer comes (ST7)', async () => {
  const sent = answerWith('lost', 'lost', {});
  keep(decision(1));
  await sendKept();
  await sendKept();
  expect(kept.value).toHaveLength(1);
  await sendKept();
  expect(kept.value).toEqual([]);
  expect(sent.map((body) => (body as { decision_id: string }).decision_id)).toEqual([
    'decision-1',
    'decision-1',
    'decision-1',
  ]);
});

it('stops at the first that is lost, so that they go in the order they were taken', async () => {
  answerWith('lost', {});
  keep(decision(1));
  keep(decision(2));
  await sendKept();
  expect(kept.value.map((one) => one.decision_id)).toEqual(['decision-1', 'decision-2']);
});

it('lets go of one that somebody else made before, and says so (ST3)', async () => {
  answerWith(409, {});
  keep(decision(1));
  keep(decision(2));
  const refused = await sendKept();
  expect(refused.map(({ decision: { entry_id } }) => entry_id)).toEqual(['entry-1']);
  expect(kept.value).toEqual([]);
});

it('finds them again after the desk was closed, and only for who took them', () => {
  keep(decision(1));
  kept.value = [];
  readKept();
  expect(kept.value).toHaveLength(1);
  me.value = { ...COACH, person: { ...COACH.person, id: 'another' } };
  readKept();
  expect(kept.value).toEqual([]);
});
