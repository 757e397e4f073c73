import { t } from '../../i18n';
import type { Candidate } from '../../roster/duplicates';
import type { Trader } from '../../store';
import { Acts, Button, Facts, Sheet } from '../../ui';
import { civilName, sectionName, tradeName } from '../named';
import { placesOf } from './TraderRow';
import { words } from './words';

interface SamePersonProps {
  candidate: Candidate;
  known: Trader;
  newcomer: { known_as: string; trade: string; rahba: string | null; badge: string | null };
  onYes: () => void;
  onNo: () => void;
  onClose: () => void;
}

/** "Is it the same person?": the newcomer beside the one on the roster, and why one asks. */
export function SamePerson({ candidate, known, newcomer, onYes, onNo, onClose }: SamePersonProps) {
  const say = t(words);
  const places = placesOf(known).map((place) => place.number);
  const reasons = candidate.reasons.map((reason) => say[reason]).join(' · ');
  return (
    <Sheet
      open
      title={say.same_title}
      onClose={onClose}
      foot={
        <Acts columns={2}>
          <Button onClick={onYes}>{say.same_yes}</Button>
          <Button onClick={onNo}>{say.same_no}</Button>
        </Acts>
      }
    >
      <p class="soft small">{reasons}</p>
      <div class="pair">
        <Side title={say.same_new} {...newcomer} />
        <Side
          title={say.same_known}
          known_as={known.known_as}
          civil={civilName(known)}
          trade={known.trade}
          rahba={known.rahba}
          badge={known.badge}
          places={places.join('، ')}
        />
      </div>
    </Sheet>
  );
}

interface SideProps {
  title: string;
  known_as: string;
  civil?: string | null;
  trade: string;
  rahba: string | null;
  badge: string | null;
  places?: string;
}

function Side({ title, known_as, civil, trade, rahba, badge, places }: SideProps) {
  const say = t(words);
  return (
    <section class="side">
      <h3 class="mini soft">{title}</h3>
      <p class="title strong">
        <bdi>{known_as}</bdi>
      </p>
      {civil && (
        <p>
          <bdi>{civil}</bdi>
        </p>
      )}
      <Facts
        facts={[
          { name: say.trade, value: tradeName(trade) },
          ...(rahba ? [{ name: say.section_of, value: sectionName(rahba) }] : []),
          ...(places ? [{ name: say.places, value: places }] : []),
          ...(badge ? [{ name: say.badge, value: <bdi class="num">{badge}</bdi> }] : []),
        ]}
      />
    </section>
  );
}
