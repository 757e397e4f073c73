import { beforeEach, expect, it, vi } from 'vitest';
import { lookAgain } from '../../src/app/update';

const HOUR_MS = 3_600_000;
let time = 0;
let update: ReturnType<typeof vi.fn<() => Promise<ServiceWorkerRegistration>>>;
let shown: () => void;

beforeEach(() => {
  time = 0;
  update = vi.fn(() => Promise.reject(new TypeError('network')));
  vi.stubGlobal('document', { visibilityState: 'visible' });
  shown = lookAgain({ update }, () => time);
});

it('PH10: asks for no new version more often than once an hour', () => {
  shown();
  time += HOUR_MS - 1;
  shown();
  expect(update).not.toHaveBeenCalled();
  time += 1;
  shown();
  shown();
  expect(update).toHaveBeenCalledTimes(1);
});

it('PH10: asks when the app is shown, not when it is hidden', () => {
  time += HOUR_MS;
  vi.stubGlobal('document', { visibilityState: 'hidden' });
  shown();
  expect(update).not.toHaveBeenCalled();
});

it('CL1: goes on asking after the clock was set back', () => {
  time -= 24 * HOUR_MS;
  shown();
  expect(update).toHaveBeenCalledTimes(1);
});
