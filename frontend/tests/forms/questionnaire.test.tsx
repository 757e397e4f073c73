import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { withMask } from '../../src/forms/draft.ts';
import { lang } from '../../src/i18n';
import { ask, button, heading, pick, press, root, shown, type } from './asked.tsx';
import { formNamed } from './forms.ts';

const I = '/data/interview';
const AGREED = { '/data/consent_survey': 'yes', '/data/is_adult': 'yes' };
const OWNER = { ...AGREED, [`${I}/role`]: 'owner' };
const CORE = {
  ...OWNER,
  [`${I}/sex`]: 'f',
  [`${I}/age_band`]: '35_44',
  [`${I}/trade_main`]: 'VEG01',
  [`${I}/pitch_type`]: 'tent',
  [`${I}/freq`]: 'w4',
  [`${I}/helpers_paid`]: 1,
  [`${I}/helpers_family`]: 2,
  [`${I}/reg_types`]: ['none'],
  [`${I}/health_cover`]: 'none',
  [`${I}/sales_band`]: 'b3',
};

it('does not go on without an answer that is needed, and says so only then', () => {
  ask({});
  expect(shown()).not.toContain('This answer is needed');
  press('Next');
  expect(heading()).toBe('Do you agree to take part in this survey?');
  expect(root.querySelector('[role=alert]')?.textContent).toBe('This answer is needed');
});

it('PH6: keeps the draft at every answer and every step', () => {
  const { onChange } = ask({});
  pick('yes');
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ answers: { '/data/consent_survey': 'yes' } }),
    undefined,
  );
  press('Next');
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ at: '/data/is_adult' }),
    undefined,
  );
  expect(heading()).toBe('Are you 18 or older?');
});

it('PH6: says of each letter that more may follow, until one goes on', () => {
  const { onChange } = ask({ answers: OWNER, at: `${I}/helpers_paid` });
  type('1');
  const typed = { [`${I}/helpers_paid`]: 1 };
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ answers: expect.objectContaining(typed) }),
    'typing',
  );
  press('Next');
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ answers: expect.objectContaining(typed) }),
    undefined,
  );
});

it('ends at a refusal and hands over nothing else', () => {
  const { onDone } = ask({ answers: { [`${I}/sex`]: 'f' } });
  pick('no');
  expect(shown()).toContain('Only the refusal will be kept');
  press('Finish');
  expect(onDone).toHaveBeenCalledWith(
    expect.objectContaining({ outcome: 'refused', answers: { '/data/consent_survey': 'no' } }),
  );
});

it('keeps nothing of a minor', () => {
  const { onDone, onDiscard } = ask({
    answers: { '/data/consent_survey': 'yes' },
    at: '/data/is_adult',
  });
  pick('no');
  press('Finish');
  expect(onDiscard).toHaveBeenCalledOnce();
  expect(onDone).not.toHaveBeenCalled();
});

it('shows the hard limit under the field in the words of the form', () => {
  ask({ answers: OWNER, at: `${I}/helpers_paid` });
  type('99');
  press('Next');
  expect(root.querySelector('[role=alert]')?.textContent).toBe('A number between 0 and 50');
  type('9');
  expect(root.querySelector('[role=alert]')).toBeNull();
});

it('keeps what is no number as it was typed, and asks for one', () => {
  const { onChange } = ask({ answers: OWNER, at: `${I}/helpers_paid` });
  type('two');
  expect(onChange.mock.lastCall?.[0].answers[`${I}/helpers_paid`]).toBe('two');
  press('Next');
  expect(shown()).toContain('A whole number only');
});

it('asks about an unusual number once: keep it or change it', () => {
  ask({ answers: OWNER, at: `${I}/helpers_paid` });
  type('12');
  press('Next');
  expect(shown()).toContain('more than usual');
  press('Change it');
  expect(shown()).not.toContain('more than usual');
  press('Next');
  press('Keep it');
  expect(heading()).toBe('How many unpaid family helpers today?');
  press('Previous question');
  press('Next');
  expect(heading()).toBe('How many unpaid family helpers today?');
});

it('offers "don\'t know" and "refused" below the line, apart from the answers', () => {
  const { onChange } = ask({ answers: OWNER, at: `${I}/reg_types` });
  expect([...root.querySelectorAll('main label')].map((l) => l.textContent)).not.toContain(
    'refused',
  );
  pick('auto-entrepreneur');
  press('refused');
  expect(onChange.mock.lastCall?.[0].answers[`${I}/reg_types`]).toEqual(['ref']);
  expect(button('refused').getAttribute('aria-pressed')).toBe('true');
  pick('co-operative');
  expect(onChange.mock.lastCall?.[0].answers[`${I}/reg_types`]).toEqual(['coop']);
});

it('offers a status where a number is asked for', () => {
  const { onChange } = ask({ modules: ['money'], answers: OWNER, at: `${I}/fees_today` });
  press('Refused');
  expect(onChange.mock.lastCall?.[0].status).toEqual({ [`${I}/fees_today`]: 'refused' });
});

it('leads through the sections to a trade, or straight to what is typed', () => {
  const { onChange } = ask({ answers: AGREED, at: `${I}/trade_main` });
  pick('Livestock');
  pick('Cattle');
  expect(onChange.mock.lastCall?.[0].answers[`${I}/trade_main`]).toBe('LIV02');
  type('زيتون');
  pick('Olives, pickles, oil');
  expect(onChange.mock.lastCall?.[0].answers[`${I}/trade_main`]).toBe('VEG04');
});

it('begins at the first field that the coach spoke of, with the words beside it', () => {
  ask({
    answers: CORE,
    comments: [{ path: `${I}/freq`, text: 'He said twice.', by: 'Naïma', at: '28 Nov' }],
  });
  expect(heading()).toBe('How often a month do you come to the Guisser souk?');
  expect(root.querySelector('.quote')?.textContent).toContain('He said twice.');
});

it('hands over a complete interview without what is hidden', () => {
  const { onDone } = ask({ answers: { ...CORE, [`${I}/fees_today`]: 5 }, at: `${I}/sales_band` });
  press('Finish');
  expect(onDone).toHaveBeenCalledWith(
    expect.objectContaining({ outcome: 'completed', answers: CORE }),
  );
});

it('leads from the last question back to the one that stops it', () => {
  const { [`${I}/sex`]: _, ...rest } = CORE;
  const { onDone } = ask({ answers: rest, at: `${I}/sales_band` });
  press('Finish');
  expect(onDone).not.toHaveBeenCalled();
  expect(heading()).toBe('Sex');
  expect(shown()).toContain('This answer is needed');
});

it('SV6: a correction shows no sensitive answer; it stays as it is unless another is given', () => {
  const form = formNamed('souk_trader_v1');
  const given = { answers: CORE, status: {}, at: `${I}/sales_band` };
  const { onDone } = ask({ initial: withMask(form, given) });
  expect(shown()).toContain('hidden since it was sent');
  expect(root.querySelectorAll('[aria-checked="true"], input:checked')).toHaveLength(0);
  press('Finish');
  expect(onDone).toHaveBeenCalledWith(expect.objectContaining({ answers: CORE }));
});

it('SV6: what is answered anew is shown again and takes the place of the answer before', () => {
  const form = formNamed('souk_trader_v1');
  const given = { answers: CORE, status: {}, at: `${I}/sales_band` };
  const { onDone, onChange } = ask({ initial: withMask(form, given) });
  pick('under 200 MAD');
  expect(onChange.mock.lastCall?.[0].masked).not.toHaveProperty(`${I}/sales_band`);
  press('Finish');
  const answers = onDone.mock.lastCall?.[0].answers;
  expect(answers[`${I}/sales_band`]).toBe('b0');
});

it('SV7: asks who stops whether what was said is kept, unfinished', () => {
  const { onDone, onPause } = ask({ answers: OWNER, at: `${I}/sex`, mayStop: true });
  press('Pause');
  expect(onPause).not.toHaveBeenCalled();
  const keep = [...root.querySelectorAll('dialog button')].find((one) =>
    one.textContent?.includes('keep what was said'),
  ) as HTMLElement;
  act(() => keep.click());
  expect(onDone).toHaveBeenCalledWith(
    expect.objectContaining({ outcome: 'stopped', answers: OWNER }),
  );
});

it('SV7: keeps nothing of who refused, whatever is pressed', () => {
  ask({ answers: { '/data/consent_survey': 'no' }, mayStop: true });
  press('Pause');
  expect(root.querySelector('dialog')?.textContent).not.toContain('keep what was said');
});

it('speaks another language at once', () => {
  ask({});
  act(() => {
    lang.value = 'ar';
  });
  expect(heading()).toBe('هل توافق على المشاركة في هذه الاستمارة؟');
  expect(shown()).toContain('السؤال');
});

it('SV8: asks again only what is to be asked again, and hands over all the answers', () => {
  const { onDone } = ask({ answers: CORE, only: [`${I}/age_band`, `${I}/freq`] });
  expect(heading()).toBe('Age band');
  press('Next');
  expect(heading()).toMatch(/^How often a month/);
  press('Finish');
  const { answers } = onDone.mock.calls[0]?.[0] ?? {};
  expect(answers).toEqual(CORE);
});

it('SV8: asks also what another answer now makes necessary', () => {
  const { [`${I}/helpers_paid`]: _paid, ...others } = CORE;
  ask({ answers: { ...others, [`${I}/role`]: 'family' }, only: [`${I}/role`] });
  const [owner] = root.querySelectorAll('label');
  pick(owner?.textContent ?? '');
  press('Next');
  expect(heading()).toBe('How many paid helpers today?');
});

it('SV11: offers «not now» at the first question, which neither agrees nor refuses', () => {
  const onNotNow = vi.fn();
  const { onDone, onChange } = ask({ onNotNow, mayStop: true });
  press('Not now');
  expect(onNotNow).toHaveBeenCalledOnce();
  expect(onDone).not.toHaveBeenCalled();
  expect(onChange).not.toHaveBeenCalled();
});

it('SV11: does not offer it once the questions have begun, nor in a correction', () => {
  ask({ onNotNow: vi.fn(), answers: OWNER, at: `${I}/sex`, mayStop: true });
  expect(root.textContent).not.toContain('Not now');
  ask({});
  expect(root.textContent).not.toContain('Not now');
});
