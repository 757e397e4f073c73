import { describe, expect, it } from 'vitest';
import { lookAt, markAt, markOn, statusOf, subjectAt } from '../../../src/capture/presence/marks';
import { marked, marksOf, place, seen, trader } from '../souk';

const here = place(47);
const saleh = trader('saleh', here);
const fatna = trader('fatna', here);

describe('marks of a day', () => {
  it('PR4: no mark is "not recorded", never absent', () => {
    expect(lookAt(marksOf(), here)).toBe('open');
    expect(statusOf(marksOf(), saleh, [here])).toBeNull();
  });

  it('PR1: what was taken back or rejected says nothing', () => {
    const gone = (['cancelled', 'rejected'] as const).map((state) =>
      marked({ stall_id: here.id, status: 'absent' }, { state }),
    );
    expect(lookAt(marksOf(...gone), here)).toBe('open');
  });

  it('leaves the marks of other days and other kinds out', () => {
    const last = marked({ stall_id: here.id, status: 'present' }, { souk_date: '2026-11-13' });
    const survey = { ...seen(here), kind: 'survey' };
    expect(marksOf(last, survey).all).toEqual([]);
  });

  it('PR3: a mark on a place speaks of the trader there', () => {
    expect(statusOf(marksOf(seen(here)), saleh, [here])).toBe('present');
  });

  it('marks a place of one trader as a place, and each of several by name', () => {
    expect(subjectAt(here, saleh, 1)).toEqual({ stall_id: here.id });
    expect(subjectAt(here, saleh, 2)).toEqual({ stall_id: here.id, trader_id: 'saleh' });
  });

  it('keeps the marks of several at one place apart', () => {
    const absent = marked({ stall_id: here.id, trader_id: 'saleh', status: 'absent' });
    const marks = marksOf(absent);
    expect(markAt(marks, here, saleh)?.status).toBe('absent');
    expect(markAt(marks, here, fatna)).toBeNull();
  });

  it('PR1: a further tap finds the mark to revise by exactly its subject', () => {
    const ofPlace = seen(here, 'absent');
    const ofTrader = marked({ stall_id: here.id, trader_id: 'saleh', status: 'present' });
    const marks = marksOf(ofPlace, ofTrader);
    expect(markOn(marks, { stall_id: here.id })?.entry_id).toBe(ofPlace.entry_id);
    const subject = { stall_id: here.id, trader_id: 'saleh' };
    expect(markOn(marks, subject)?.entry_id).toBe(ofTrader.entry_id);
    expect(markOn(marks, { trader_id: 'saleh' })).toBeNull();
  });

  it('PR5: somebody seen elsewhere is present, though absent at their place', () => {
    const absent = seen(here, 'absent');
    const replaced = marked({ stall_id: 'veg-3', status: 'replaced', replaced_by: 'saleh' });
    expect(statusOf(marksOf(replaced, absent), saleh, [here])).toBe('present');
  });

  it('PR5: shows a shared place by its strongest mark', () => {
    const of = (trader_id: string, status: 'absent' | 'present') =>
      marked({ stall_id: here.id, trader_id, status });
    expect(lookAt(marksOf(of('saleh', 'absent'), of('fatna', 'present')), here)).toBe('present');
    expect(lookAt(marksOf(of('saleh', 'absent')), here)).toBe('nothere');
  });
});
