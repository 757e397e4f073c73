import { expect, it } from 'vitest';
import { day, declareToday, watchDate } from '../../src/capture/now';
import { FakeServer } from '../sync/fake-server';
import { TestWorld } from '../sync/phone';

it('CL3: the day is that of the clock passed in, and a phone that slept wakes up on the next', () => {
  const world = new TestWorld(new FakeServer());
  world.time = Date.parse('2026-11-20T12:00:00Z');
  watchDate(world);
  declareToday();
  expect(day.value.date).toBe('2026-11-20');
  world.time = Date.parse('2026-11-21T12:00:00Z');
  document.dispatchEvent(new Event('visibilitychange'));
  declareToday();
  expect(day.value.date).toBe('2026-11-21');
});
