import { directionOf, type Lang, speak } from '../../i18n';
import { Bdi, SectionIcon } from '../../ui';
import { sectionNameIn, textIn } from '../names';
import type { Cards, TraderCard } from '../types';
import type { CardSheet, Slots } from './sheets';
import { words } from './words';

interface CardSidesProps {
  sheet: CardSheet;
  of: Cards;
  language: Lang;
  /** Whether the name by which somebody is known is printed. */
  named: boolean;
}

/** One sheet of paper: the page of the fronts, and that of the backs. */
export function CardSides({ sheet, of, language, named }: CardSidesProps) {
  return (
    <>
      <Side slots={sheet.fronts} language={language}>
        {(card) => <Front card={card} of={of} language={language} named={named} />}
      </Side>
      <Side slots={sheet.backs} language={language}>
        {() => <Back of={of} language={language} />}
      </Side>
    </>
  );
}

interface SideProps {
  slots: Slots;
  language: Lang;
  children: (card: TraderCard) => preact.ComponentChildren;
}

/** Slots lie as on the paper, whatever the language; the words in them have its direction. */
function Side({ slots, language, children }: SideProps) {
  return (
    <div class="a4" dir="ltr">
      <CutMarks />
      {slots.map((card, slot) => (
        <div key={slot} class="slot" dir={directionOf(language)} lang={language}>
          {card && children(card)}
        </div>
      ))}
    </div>
  );
}

interface FrontProps {
  card: TraderCard;
  of: Cards;
  language: Lang;
  named: boolean;
}

function Front({ card, of, language, named }: FrontProps) {
  const { path, modules, badge, section, known_as } = card;
  return (
    <>
      {/* the edge that a camera needs around the code: four modules */}
      <svg viewBox={`-4 -4 ${modules + 8} ${modules + 8}`} class="code" aria-hidden="true">
        <path d={path} />
      </svg>
      <div class="of">
        <p class="market">{textIn(of.market, language)}</p>
        <p>{speak(words, language).trader_card}</p>
        {section && (
          <p class="section">
            <SectionIcon section={section} size={24} />
            <b>{sectionNameIn(section, language)}</b>
          </p>
        )}
        {named && known_as && (
          <p class="known">
            <Bdi>{known_as}</Bdi>
          </p>
        )}
        <p class="badge" dir="ltr">
          {badge}
        </p>
      </div>
    </>
  );
}

function Back({ of, language }: { of: Cards; language: Lang }) {
  const say = speak(words, language);
  const operator = textIn(of.operator ?? of.market, language);
  return (
    <div class="back">
      <p class="free">{say.free}</p>
      <p>{say.who({ operator })}</p>
      <p>{say.rights}</p>
      <p>{say.keep}</p>
      <p>
        <b>{say.contact}</b> <Bdi>{[of.contact, of.phone].filter(Boolean).join(' · ')}</Bdi>
      </p>
    </div>
  );
}

/** mm; the edges of the cards on the paper. */
const ACROSS = [20, 105, 190];
const DOWN = [13.5, 67.5, 121.5, 175.5, 229.5, 283.5];

/** Where to cut: short lines at the paper's edge, none on a card. */
function CutMarks() {
  const marks = [
    ...ACROSS.flatMap((x) => [`M${x} 5V11`, `M${x} 286V292`]),
    ...DOWN.flatMap((y) => [`M8 ${y}H17`, `M193 ${y}H202`]),
  ];
  return (
    <svg class="marks" viewBox="0 0 210 297" aria-hidden="true">
      <path d={marks.join('')} />
    </svg>
  );
}
