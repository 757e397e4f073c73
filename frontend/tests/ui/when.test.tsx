import { render } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { isDay, isHour, isReadable, WhenField } from '../../src/ui';
import { readWhen, type WhenKind, writeWhen } from '../../src/ui/when';

describe('what is typed as a day or an hour', () => {
  it('takes no day that the calendar lacks', () => {
    for (const typed of [
      '31/02/2026',
      '32/01/2026',
      '1/13/2026',
      '31/12/26',
      '12/2026',
      'demain',
    ]) {
      expect(isDay(readWhen('date', typed)), typed).toBe(false);
    }
    for (const inside of ['2026-02-30', '27/11/2026', '2026-1-1'])
      expect(isDay(inside)).toBe(false);
  });

  it('takes no hour that the clock lacks', () => {
    for (const typed of ['24:00', '06:60', '6', '6:3', '06:30 AM', '99999']) {
      expect(isHour(readWhen('time', typed)), typed).toBe(false);
    }
  });

  it.each([
    ['31/12/2026', '2026-12-31'],
    ['1/2/2026', '2026-02-01'],
    ['01.02.2026', '2026-02-01'],
    ['01022026', '2026-02-01'],
    ['٣١/١٢/٢٠٢٦', '2026-12-31'],
    ['2026-12-31', '2026-12-31'],
  ])('reads %s with the day first', (typed, iso) => {
    expect(readWhen('date', typed)).toBe(iso);
  });

  it.each([
    ['06:30', '06:30'],
    ['6h30', '06:30'],
    ['630', '06:30'],
    ['٠٦:٣٠', '06:30'],
    ['23:59', '23:59'],
  ])('reads %s on a clock of 24 hours', (typed, iso) => {
    expect(readWhen('time', typed)).toBe(iso);
  });

  it('keeps what it cannot read as it was typed', () => {
    expect(readWhen('date', '31/2/2026')).toBe('31/2/2026');
    expect(writeWhen('date', '31/2/2026')).toBe('31/2/2026');
    expect(isReadable('date', '31/2/2026')).toBe(false);
    expect(isReadable('date', '')).toBe(true);
  });
});

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

let given = '';

function Held({ kind, value }: { kind: WhenKind; value: string }) {
  const [held, setHeld] = useState(value);
  given = held;
  return <WhenField label="اليوم" kind={kind} value={held} onInput={setHeld} />;
}

const draw = (kind: WhenKind, value: string) =>
  act(() => render(<Held key={`${kind}${value}`} kind={kind} value={value} />, root));
const input = () => root.querySelector('input') as HTMLInputElement;
const alerts = () => root.querySelector('[role=alert]')?.textContent;
const send = (type: string) =>
  act(() => {
    input().dispatchEvent(new Event(type, { bubbles: true }));
  });
const type = (text: string) => {
  input().value = text;
  return send('input');
};

describe('the field for a day', () => {
  it('says how a day is written once it is left, and keeps what was typed', async () => {
    draw('date', '');
    await type('31/02/2026');
    expect(alerts()).toBeUndefined();
    await send('blur');
    expect(alerts()).toContain('31/12/2026');
    expect(input().getAttribute('aria-invalid')).toBe('true');
    expect(input().value).toBe('31/02/2026');
  });

  it('shows the day first, from left to right, whatever the browser speaks', () => {
    draw('date', '2026-12-31');
    expect(input().value).toBe('31/12/2026');
    expect(input().type).toBe('text');
    expect(input().dir).toBe('ltr');
    expect(input().inputMode).toBe('numeric');
  });

  it('leaves the typing alone and tidies it afterwards', async () => {
    draw('date', '');
    await type('1/2/2026');
    expect([input().value, given]).toEqual(['1/2/2026', '2026-02-01']);
    await send('blur');
    expect(input().value).toBe('01/02/2026');
  });

  it('gives an hour with its zero', async () => {
    draw('time', '06:30');
    await type('٧:١٥');
    await send('blur');
    expect([input().value, given]).toEqual(['07:15', '07:15']);
  });
});
