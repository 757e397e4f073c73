import { useState } from 'preact/hooks';
import { type Photo, photoOf } from '../../entries/medium';
import { t } from '../../i18n';
import { type Body, entries, roster } from '../../store';
import { TextField } from '../../ui';
import { type Beginning, MENDING, useForming } from '../draft';
import type { MendProps, Remark } from '../kind';
import { leadToError } from '../lead-to-error';
import { MendFrame, RemarksAt } from '../mine/MendFrame';
import { stallOf } from '../named';
import { BadgeField, type BadgeTyped, useBadge } from './BadgeField';
import { PlaceField, type PlaceTyped, usePlace } from './PlaceField';
import { agreedToPhoto } from './photo/agreed';
import { mediaOf, PhotoField } from './photo/PhotoField';
import { TradePicker } from './TradePicker';
import { words } from './words';

/** A registration or change returned by the coach, or refused: the same fields, with what was said. */
export function TraderMend({ entry, comments, onDone, onLeave }: MendProps) {
  const { entry_id, kind, souk_date, subject } = entry;
  return (
    <TraderFields
      title={t(words).mend}
      body={entry.body}
      draft={{ draft_id: entry_id, kind, souk_date, subject, step: MENDING }}
      remarks={comments}
      onSave={(body) => void onDone(body)}
      onLeave={onLeave}
    />
  );
}

/** What the fields hold so far, as it stands in the draft. */
interface TraderTyped extends Body {
  readonly known_as: string;
  readonly section: string | null;
  readonly trade: string | null;
  readonly badge_typed?: BadgeTyped;
  readonly place_typed?: PlaceTyped;
  readonly photo?: Photo | null;
}

interface TraderFieldsProps {
  title: string;
  saveWord?: string | undefined;
  /** Of the kind `trader`; what the fields don't show stays as it is. */
  body: Body;
  draft: Omit<Beginning<Body>, 'body'>;
  remarks: readonly Remark[];
  onSave: (body: Body) => void;
  onLeave: () => void;
}

/** All fields of a trader on one screen. */
export function TraderFields({
  title,
  saveWord,
  body,
  draft,
  remarks,
  onSave,
  onLeave,
}: TraderFieldsProps) {
  const say = t(words);
  const start = startOf(body);
  const { known_as: knownBefore, trade: tradeBefore, section: sectionBefore } = start;
  const beginning = {
    known_as: knownBefore,
    trade: tradeBefore,
    section: sectionBefore,
    photo: photoOf(body) ?? null,
  };
  const forming = useForming<TraderTyped>({ ...draft, body: beginning });
  const { change } = forming;
  const { known_as, trade, section, badge_typed, place_typed, photo = null } = forming.body;
  const [pressed, setPressed] = useState(false);
  const badge = useBadge({
    current: start.badge,
    trader_id: start.trader_id,
    typed: badge_typed,
    onTyped: (typed, typing) => change({ badge_typed: typed }, typing),
    keep: true,
  });
  const place = usePlace({
    offered: start.stall_id,
    chosen: start.stall_id ? 'this' : 'none',
    rahba: start.rahba,
    typed: place_typed,
    onTyped: (typed, typing) => change({ place_typed: typed }, typing),
  });
  const nameMissing = known_as.trim() === '';
  const save = () => {
    setPressed(true);
    forming.settle();
    const code = badge.read();
    const stall_id = place.read();
    if (nameMissing || !trade || code === undefined || stall_id === undefined) {
      return leadToError();
    }
    const rahba = stallOf(stall_id)?.rahba ?? start.rahba;
    const said = { known_as: known_as.trim(), trade, rahba, badge: code, stall_id, photo };
    onSave(bodyWith(body, said));
  };
  return (
    <MendFrame title={title} saveWord={saveWord} remarks={remarks} onSave={save} onLeave={onLeave}>
      <RemarksAt remarks={remarks} path="known_as" />
      <TextField
        label={say.known_as}
        value={known_as}
        maxLength={80}
        onInput={(typed) => change({ known_as: typed }, 'typing')}
        error={pressed && nameMissing ? say.name_needed : undefined}
      />
      <RemarksAt remarks={remarks} path="trade" />
      <TradePicker
        section={section}
        trade={trade}
        onSection={(next) => change({ section: next, trade: null })}
        onTrade={(next) => change({ trade: next })}
        error={pressed && !trade ? say.trade_needed : undefined}
      />
      <RemarksAt remarks={remarks} path="badge" />
      <BadgeField {...badge} />
      <RemarksAt remarks={remarks} path="stall_id" />
      <PlaceField {...place} />
      <RemarksAt remarks={remarks} path="photo" />
      {agreedToPhoto(start.trader_id, entries.value.values()) && (
        <PhotoField
          photo={photo}
          onPhoto={(next, bytes) => change({ photo: next }, undefined, mediaOf(next, bytes))}
        />
      )}
    </MendFrame>
  );
}

function startOf(body: Body) {
  const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : null);
  const trade = text('trade');
  const known = roster.value.trades.find(({ code }) => code === trade);
  return {
    trader_id: text('trader_id') ?? '',
    known_as: text('known_as') ?? '',
    trade,
    section: known?.section ?? null,
    badge: text('badge'),
    stall_id: text('stall_id'),
    rahba: text('rahba'),
  };
}

/** Nulls are left out: an optional field is there or not. */
function bodyWith(body: Body, changes: Readonly<Record<string, string | Photo | null>>): Body {
  const { badge: _badge, stall_id: _stall, rahba: _rahba, photo: _photo, ...rest } = body;
  const given = Object.entries(changes).filter(([, value]) => value !== null);
  return { ...rest, ...Object.fromEntries(given) };
}
