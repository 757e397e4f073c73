import { type ComponentType, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Draft, newDraft } from '../../src/forms/draft.ts';
import { PhotoWay, type PhotoWayProps } from '../../src/forms/photo.ts';
import { Questionnaire } from '../../src/forms/Questionnaire.tsx';
import { lang } from '../../src/i18n';
import { CONTEXT, formNamed } from './forms.ts';

const BEGUN = { '/data/section': 'veg', '/data/trade': 'olives', '/data/words/name': 'Ali' };
const form = formNamed('every_type');
const root = document.createElement('div');
document.body.append(root);
beforeEach(() => {
  lang.value = 'fr';
});
afterEach(() => {
  render(null, root);
  vi.unstubAllGlobals();
});

/** What the form holds after each press. */
let draft: Draft;

function ask(
  at: string,
  answers: Draft['answers'] = {},
  way: ComponentType<PhotoWayProps> | null = null,
) {
  draft = { ...newDraft(form, [], CONTEXT), answers: { ...BEGUN, ...answers }, at };
  const none = () => undefined;
  act(() =>
    render(
      <PhotoWay.Provider value={way}>
        <Questionnaire
          key={at}
          form={form}
          modules={[]}
          initial={draft}
          today={CONTEXT.today}
          now={() => CONTEXT.now}
          title="Ali"
          onChange={(next) => {
            draft = next;
          }}
          onDone={none}
          onDiscard={none}
          onPause={none}
        />
      </PhotoWay.Provider>,
      root,
    ),
  );
}

const heading = () => root.querySelector('h2')?.textContent;
/** The part of a page below this heading; the screen where it is the only question. */
const part = (name: string): Element =>
  [...root.querySelectorAll('section')].find(
    (one) => one.querySelector('h3')?.textContent === name,
  ) ?? root;
const press = (word: string, within: Element = root) => {
  const button = [...within.querySelectorAll('button')].find(
    (one) => one.textContent === word || one.getAttribute('aria-label') === word,
  );
  if (!button) throw new Error(`no button «${word}» in: ${within.textContent}`);
  act(() => button.click());
};
const pick = (word: string, within: Element = root) => {
  const row = [...within.querySelectorAll('label')].find((label) => label.textContent === word);
  if (!row) throw new Error(`no choice «${word}» in: ${within.textContent}`);
  act(() => row.querySelector('input')?.click());
};
const type = (text: string, within: Element = root, nth = 0) => {
  const field = within.querySelectorAll('.field input')[nth] as HTMLInputElement;
  act(() => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
};
const answer = (path: string) => draft.answers[path];

describe('SV22: a question is answered', () => {
  it('and left at once where it is `quick`', () => {
    ask('/data/section');
    pick('Bétail');
    expect(answer('/data/section')).toBe('livestock');
    expect(heading()).toBe('Métier');
  });

  it('by one more and one less where it is a `counter`, never below nought', () => {
    ask('/data/words/sheep');
    const sheep = part('Nombre de têtes');
    press('Plus', sheep);
    press('Plus', sheep);
    expect(answer('/data/words/sheep')).toBe(2);
    for (const _ of [1, 2, 3]) press('Moins', sheep);
    expect(answer('/data/words/sheep')).toBe(0);
  });

  it('from a list over the page where it is `minimal`', () => {
    ask('/data/words/origin');
    press('Provenance: Choisir dans la liste', part('Provenance'));
    pick('acheté', root.querySelector('dialog') ?? undefined);
    expect(answer('/data/words/origin')).toBe('bought');
    expect(root.querySelector('dialog')).toBeNull();
    expect(part('Provenance').textContent).toContain('acheté');
  });

  it('by sliding a long range, and by nothing before it was touched', () => {
    ask('/data/scales/days');
    const days = part('Jours de vente par mois');
    expect(days.querySelector('output')?.textContent).toBe('–');
    expect(answer('/data/scales/days')).toBeUndefined();
    const slide = days.querySelector('input[type=range]') as HTMLInputElement;
    act(() => {
      slide.value = '30';
      slide.dispatchEvent(new Event('input', { bubbles: true }));
    });
    press('Plus', days);
    expect(answer('/data/scales/days')).toBe(30);
    press('Moins', days);
    expect(answer('/data/scales/days')).toBe(29);
  });

  it('by squares up to the one that is pressed where it is a `rating`', () => {
    ask('/data/scales/stars');
    const stars = part('Note de la place');
    pick('4', stars);
    expect(answer('/data/scales/stars')).toBe(4);
    expect(stars.querySelectorAll('.on')).toHaveLength(4);
  });

  it('in decimal steps, kept as they are written', () => {
    ask('/data/scales/share');
    pick('0.5', part('Part'));
    expect(answer('/data/scales/share')).toBe('0.5');
  });

  it('in a row of a table, whose head names nothing twice', () => {
    ask('/data/table/water');
    pick('bon', part('Eau'));
    expect(answer('/data/table/water')).toBe('enough');
    expect([...root.querySelectorAll('h3')].map((one) => one.textContent)).toEqual([
      'Les services',
      'Eau',
      'Ombre',
    ]);
  });

  it('in order: by pressing, then by moving up and down, and taken out again', () => {
    ask('/data/wishes');
    for (const wish of ["l'eau", 'la lumière', "l'ombre"]) pick(wish);
    expect(answer('/data/wishes')).toEqual(['wish_water', 'wish_light', 'wish_shade']);
    press('Monter le rang 3');
    press('Descendre le rang 1');
    expect(answer('/data/wishes')).toEqual(['wish_shade', 'wish_water', 'wish_light']);
    pick("2l'eau");
    expect(answer('/data/wishes')).toEqual(['wish_shade', 'wish_light']);
    expect(root.querySelector('[aria-label="Monter le rang 1"]')).toBeNull();
  });

  it('by a month, or a year, where no day is asked for', () => {
    ask('/data/times/since');
    const since = part('Depuis quel mois ?');
    type('3', since);
    expect(answer('/data/times/since')).toBe('-3-01');
    type('2019', since, 1);
    expect(answer('/data/times/since')).toBe('2019-03-01');
    type('', since);
    type('', since, 1);
    expect(answer('/data/times/since')).toBeUndefined();
    type('1962', part('Année de naissance'));
    expect(answer('/data/times/born')).toBe('1962-01-01');
  });
});

type Found = (position: { coords: object }) => void;
type Failed = (error: { code: number; PERMISSION_DENIED: number }) => void;

function watched() {
  const watch = { clearWatch: vi.fn(), watchPosition: vi.fn((_: Found, __: Failed) => 7) };
  vi.stubGlobal('navigator', { geolocation: watch, mediaDevices: {} });
  press('Prendre la position');
  const [found, failed] = watch.watchPosition.mock.calls[0] as [Found, Failed];
  const at = (accuracy: number) =>
    act(() => found({ coords: { latitude: 33, longitude: -7.5, accuracy, altitude: null } }));
  return { watch, at, failed };
}

describe('SV22: a position', () => {
  it('is sought until the person keeps it, and the best one stands', () => {
    ask('/data/where');
    const { watch, at } = watched();
    at(48.2);
    at(11.4);
    at(30);
    press('Garder 12 m');
    expect(answer('/data/where')).toEqual({ lat: '33.000000', lon: '-7.500000', acc: '11.4' });
    expect(watch.clearWatch).toHaveBeenCalledWith(7);
  });

  it('is kept without a press once it is as exact as it needs to be', () => {
    ask('/data/where');
    watched().at(4.9);
    expect(answer('/data/where')).toMatchObject({ acc: '4.9' });
  });

  it('may be written or left where the phone does not give it', () => {
    ask('/data/where');
    const { failed } = watched();
    act(() => failed({ code: 1, PERMISSION_DENIED: 1 }));
    expect(root.textContent).toContain('On peut aussi continuer sans elle.');
    type('33.02');
    expect(answer('/data/where')).toBe('33.02');
    press('Suivant');
    expect(root.querySelector('[role=alert]')?.textContent).toContain('33.02, -7.61');
    type('33.02, -7.61');
    expect(answer('/data/where')).toEqual({ lat: '33.02', lon: '-7.61' });
    press('Suivant');
    expect(heading()).toBe('Code de la caisse');
  });
});

it('SV22: a code is written by hand where the camera is refused', async () => {
  const getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  vi.stubGlobal('BarcodeDetector', class {});
  ask('/data/crate');
  press('Lire le code avec l’appareil photo');
  await vi.waitFor(() => expect(root.textContent).toContain('écrivez le code'));
  type('K-0457');
  expect(answer('/data/crate')).toBe('K-0457');
});

it('SV22: a code seen by the camera is the answer', async () => {
  const stop = vi.fn();
  const stream = Object.assign(new MediaStream(), { getTracks: () => [{ stop }] });
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: async () => stream } });
  const detect = async () => [{ rawValue: '6111242100992' }];
  vi.stubGlobal(
    'BarcodeDetector',
    class {
      detect = detect;
    },
  );
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  ask('/data/crate');
  press('Lire le code avec l’appareil photo');
  await vi.waitFor(() => expect(answer('/data/crate')).toBe('6111242100992'));
  expect(stop).toHaveBeenCalled();
});

it('SV25: takes no photo of who did not agree to photos, and goes on', () => {
  ask('/data/place');
  expect(root.textContent).toContain('Pas d’accord pour les photos');
  press('Suivant');
  expect(heading()).toContain('ont été relues');
});

it('SV25: the digest of a photo is the answer, and another takes its place', () => {
  const Way = ({ digest, onDigest }: PhotoWayProps) => (
    <button type="button" onClick={() => onDigest('ab'.repeat(32))}>
      {digest ?? 'photo'}
    </button>
  );
  ask('/data/place', {}, Way);
  press('photo');
  expect(answer('/data/place')).toBe('ab'.repeat(32));
  press('ab'.repeat(32));
});
