import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import type { Draft } from '../../src/forms/draft.ts';
import { lang } from '../../src/i18n';
import { ask, heading, pick, plain, press, root, shown } from './asked.tsx';
import { formNamed } from './forms.ts';

/** Pages and repeats (SPEC SV20, SV21). */

it('asks a form that no code knows, its repeats included', () => {
  const { onChange } = ask({
    form: formNamed('household'),
    answers: { '/data/head': 'Ali', '/data/size': 0 },
    at: '/data/visit[1]/on',
  });
  expect(plain(shown())).toContain('Visit 1');
  press("Today's date");
  press('Add: Visit');
  expect(onChange.mock.lastCall?.[0]).toMatchObject({
    at: '/data/visit[2]',
    answers: { '/data/visit': 2, '/data/visit[1]/on': '2026-11-27' },
  });
  press('Remove: Visit 2');
  expect(onChange.mock.lastCall?.[0].answers).toMatchObject({ '/data/visit': 1 });
});

const FAMILY = {
  '/data/head': 'Ali',
  '/data/size': 1,
  '/data/member[1]/first': 'Ali',
  '/data/member[1]/age': 40,
};
const asHousehold = (at: string, answers: Draft['answers'] = {}) =>
  ask({ form: formNamed('household'), answers: { ...FAMILY, ...answers }, at });

it('SV20: shows a page whole under its heading, and says at each question what stops it', () => {
  const { onChange } = asHousehold('/data/house/point', { '/data/house/meal': '8' });
  expect(heading()).toBe('House');
  expect([...root.querySelectorAll('h3')].map((one) => one.textContent)).toContain('Comfort');
  press('Next');
  const [alert, ...others] = root.querySelectorAll('[role=alert]');
  expect(others).toEqual([]);
  expect(alert?.closest('section')?.querySelector('h3')?.textContent).toBe('Time of the meal');
  pick('water');
  expect(root.querySelectorAll('[role=alert]')).toHaveLength(1);
  expect(onChange.mock.lastCall?.[0].at).toBe('/data/house/point');
  press('Previous question');
  expect(heading()).toContain('adults of');
});

it('SV20: opens a page at the question that the coach spoke of', () => {
  const meal = '/data/house/meal';
  ask({
    form: formNamed('household'),
    answers: FAMILY,
    comments: [{ path: meal, text: 'At noon?', by: 'Naïma', at: '' }],
  });
  expect(root.querySelector('[data-here] .quote')?.textContent).toContain('At noon?');
});

it('SV21: takes an instance out at once, and back as long as nothing else was answered', () => {
  const visits = { '/data/visit[1]/on': '2026-11-20', '/data/visit[2]/on': '2026-11-27' };
  const { onChange } = asHousehold('/data/visit[1]/on', visits);
  press('Remove: Visit 1 · 2026-11-20');
  expect(onChange.mock.lastCall?.[0].answers['/data/visit']).toBe(1);
  press('Undo');
  expect(onChange.mock.lastCall?.[0].answers).toMatchObject(visits);
  press('Remove: Visit 1 · 2026-11-20');
  press("Today's date");
  expect(shown()).not.toContain('Undo');
});

it('SV21: lets the last instance be taken out, and one be added again from «where am I»', () => {
  const { onChange } = asHousehold('/data/visit[1]/on');
  press('Remove: Visit 1');
  expect(onChange.mock.lastCall?.[0].answers).toMatchObject({ '/data/visit': 0 });
  expect(heading()).toBe('Remark');
  press('Contents');
  expect(root.querySelector('dialog')?.textContent).toContain('None yet');
  press('Add: Visit');
  expect(root.querySelector('dialog')).toBeNull();
  expect(heading()).toBe('On');
});

it('SV21: calls an instance in the direction of the page, whatever its words are', () => {
  lang.value = 'ar';
  asHousehold('/data/member[1]/first');
  const trail = root.querySelector('main p.strong')?.textContent;
  expect(trail).toBe('\u2067\u2068Member\u2069 1 · \u2068Ali\u2069\u2069');
});

it('SV21: says in «where am I» what is unanswered, and leads there', () => {
  asHousehold('/data/head', { '/data/member[1]/works': 'yes' });
  press('Contents');
  const names = [...root.querySelectorAll('summary .main')].map((one) => plain(one.textContent));
  expect(names).toContain('Member 1 · Ali');
  const hours = [...root.querySelectorAll('details .item')].find((row) =>
    row.textContent?.startsWith('Hours a week'),
  ) as HTMLElement;
  expect(hours.textContent).toContain('no answer');
  act(() => hours.click());
  expect(heading()).toBe('Hours a week');
});
