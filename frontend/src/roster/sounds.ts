/**
 * How names are written: the spellings of each sound, the words that lead or address. The server has
 * the same tables, with the reasons, in `backend/rahba/catalog/sounds.py`; `tests/vectors/names.json`
 * names every spelling, so that the two cannot drift apart.
 */

const SOUNDS: Record<string, string> = {
  B: 'ب پ b p',
  T: 'ت ط ث t th',
  J: 'ج چ j dj',
  H: 'ح ه h 7',
  X: "خ kh 5 7'",
  D: 'د ذ ض ظ d dh',
  R: 'ر r',
  Z: 'ز z',
  S: 'س ص s ç',
  C: 'ش ch sh',
  F: 'ف ڤ ڥ f v ph',
  K: 'ق ك ک گ ڭ ݣ ڨ k q c g 9 ck',
  G: "غ gh 8 3'",
  L: 'ل l',
  M: 'م m',
  N: 'ن n',
  a: 'ا أ إ آ ٱ ة a',
  e: 'e',
  i: 'ي ئ ی i y',
  u: 'و ؤ ou o u w',
  y: 'ى',
  3: 'ع 3',
  '': "ء 2 '",
  Se: 'ce',
  Si: 'ci cy',
  Je: 'ge',
  Ji: 'gi gy',
  Ke: 'gue que',
  Ki: 'gui qui',
  THa: 'tha',
  THe: 'the',
  THi: 'thi thy',
  THu: 'tho thu',
  KS: 'x',
};
export const CODES = new Map(
  Object.entries(SOUNDS).flatMap(([code, row]) => row.split(' ').map((text) => [text, code])),
);

export const DROPPABLE = new Set('ben bin ibn el al l ed ez es er et en ech ال بن ابن'.split(' '));
export const JOINING = new Set([
  ...DROPPABLE,
  ...'bel bou abou abd abdel abdul بو ابو أبو عبد'.split(' '),
]);
export const WEAK = new Set(
  'Si SiDi HaJ HaJa Ba LaLa MuL MuLaT uLaD auLaD uLD aiT BeNT BiNT BNT MuLai Mi M3aLeM MaaLeM M3LM 3aMi 3Mi'.split(
    ' ',
  ),
);
export const RESPELL = new Map(
  'med=mohamed md=mohamed mhd=mohamed mohd=mohamed ishak=is7ak ishaq=is7ak haitham=haitam elias=ilias الياس=إلياس elham=ilham الهام=إلهام hmida=hmid3 احميدة=حميد3 مصطفي=مصطفى'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);
