import { render } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pinDue, pinForgotten, watchTouches } from '../../src/app/lock/gate';
import { PinPad } from '../../src/app/lock/PinPad';
import { declareToday, toCalendar } from '../../src/capture/now';
import { LOCK_AFTER_MS } from '../../src/constants';
import { lang } from '../../src/i18n';
import { hasPin, phone, screenHidden, storesHere } from '../../src/store';

describe('a PIN is due', () => {
  afterEach(() => {
    storesHere.value = 0;
    hasPin.value = false;
    pinForgotten.value = false;
  });

  it('VA10: of everybody on a phone of several, and of nobody who has it to themselves', () => {
    storesHere.value = 1;
    expect(pinDue.value).toBe(false);
    storesHere.value = 2;
    expect(pinDue.value).toBe(true);
    hasPin.value = true;
    expect(pinDue.value).toBe(false);
  });

  it('VA7: of who came in by the unlock code, though there is one', () => {
    hasPin.value = true;
    pinForgotten.value = true;
    expect(pinDue.value).toBe(true);
  });
});

describe('a phone that nobody touches', () => {
  let now = 0;
  const pass = (ms: number) => {
    now += ms;
    vi.advanceTimersByTime(ms);
  };
  beforeEach(() => {
    vi.useFakeTimers();
    phone.value = 'ready';
    hasPin.value = true;
    screenHidden.value = false;
    watchTouches(() => now);
    declareToday();
  });
  afterEach(() => {
    vi.useRealTimers();
    phone.value = 'opening';
    hasPin.value = false;
    toCalendar();
  });

  it('VA9: hides the screen after a while, with the store open as before', () => {
    pass(LOCK_AFTER_MS - 60_000);
    expect(screenHidden.value).toBe(false);
    dispatchEvent(new Event('pointerdown'));
    pass(LOCK_AFTER_MS - 60_000);
    expect(screenHidden.value).toBe(false);
    pass(90_000);
    expect(screenHidden.value).toBe(true);
    expect(phone.value).toBe('ready');
  });

  it('VA9: hides nothing on a day without a souk, nor without a PIN', () => {
    toCalendar();
    pass(2 * LOCK_AFTER_MS);
    expect(screenHidden.value).toBe(false);
    declareToday();
    hasPin.value = false;
    pass(2 * LOCK_AFTER_MS);
    expect(screenHidden.value).toBe(false);
  });
});

describe('the keys of the PIN', () => {
  const root = document.createElement('div');
  document.body.append(root);
  const entered = vi.fn();
  let typed = '';
  function Pad() {
    const [value, setValue] = useState('');
    typed = value;
    return <PinPad value={value} onInput={setValue} onEnter={entered} />;
  }
  beforeEach(() => {
    entered.mockClear();
    lang.value = 'en';
    act(() => render(<Pad />, root));
  });
  afterEach(() => render(null, root));
  const key = (text: string) =>
    [...root.querySelectorAll('button')].find((one) => one.textContent === text);
  const strike = (name: string) =>
    act(() => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    });

  it('VA2: stand in the order of every telephone and take six digits at most', () => {
    const digits = [...root.querySelectorAll('button')].map((one) => one.textContent).join('');
    expect(digits).toBe('1234567890');
    for (const digit of '13579246') act(() => key(digit)?.click());
    expect(typed).toBe('135792');
  });

  it('hear a wet finger once, and two presses of a dry one twice', () => {
    const clock = vi.spyOn(performance, 'now');
    for (const at of [1000, 1020, 1200]) {
      clock.mockReturnValue(at);
      act(() => key('7')?.click());
    }
    clock.mockRestore();
    expect(typed).toBe('77');
  });

  it('are those of a keyboard too, with its way back and its way on', () => {
    for (const digit of '2580') strike(digit);
    strike('Backspace');
    expect(typed).toBe('258');
    strike('Enter');
    expect(entered).toHaveBeenCalledOnce();
  });

  it('say to who does not see how many were typed, and never which', () => {
    act(() => key('4')?.click());
    const said = root.querySelector('[role=status]')?.textContent ?? '';
    expect(said).toContain('1');
    expect(said).not.toContain('4');
  });
});
