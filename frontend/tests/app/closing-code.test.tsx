import { render } from 'preact';
import { act } from 'preact/test-utils';
import { decodeQR } from 'qr/decode.js';
import { afterEach, expect, it, vi } from 'vitest';
import vectors from '../../../tests/vectors/closing.json' with { type: 'json' };
import { QrCode } from '../../src/app/closing/QrCode';
import { frameOf } from './frame';

/** The drawing of a closing, read again by what reads the camera's frames (SPEC QR1). */

const root = document.createElement('div');
afterEach(() => render(null, root));

it('QR1: what is drawn is read as the very line that was signed', async () => {
  act(() => render(<QrCode text={vectors.text} label="closing" />, root));
  await vi.waitUntil(() => root.querySelector('path'));
  const svg = root.querySelector('svg') as Element;
  expect(svg.getAttribute('aria-label')).toBe('closing');
  expect(decodeQR(frameOf(svg))).toBe(vectors.text);
});
