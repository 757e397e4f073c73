import { useSignalEffect } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { personName } from '../../capture/named';
import { PHOTOS_A_FILE } from '../../constants';
import { formatTime, t } from '../../i18n';
import { roster, syncStatus } from '../../store';
import { arrivals } from '../../store/signals';
import { Banner, Bdi, Button, Icon, ListRow, Screen, SubHead, TopBar } from '../../ui';
import { goBack } from '../router';
import {
  type Carried,
  carriedHere,
  type Exported,
  exportUnsent,
  type Taken,
  takeFile,
} from './by-hand';
import { words } from './by-hand-words';

/** Where there is no network: my unsent work leaves as a file, a colleague's comes along with mine. */
export function ByHand() {
  return (
    <Screen top={<TopBar title={t(words).title} back={() => goBack('/settings')} />}>
      <Export />
      <Carry />
    </Screen>
  );
}

function Export() {
  const say = t(words);
  const { pending, refused, photos } = syncStatus.value;
  const [came, setCame] = useState<Exported | null>(null);
  /** Photos in the files that left from this screen. */
  const [left, setLeft] = useState(0);
  const n = pending + refused;
  const next = photos - left;
  const give = async (from: number) => {
    const done = await exportUnsent(from);
    setCame(done);
    if (done === 'shared' || done === 'saved') setLeft(Math.min(from + PHOTOS_A_FILE, photos));
  };
  return (
    <>
      <SubHead>{say.export}</SubHead>
      <section class="pad column air">
        {(n > 0 || photos === 0) && <p>{n > 0 ? say.unsent({ n }) : say.nothing}</p>}
        {photos > 0 && <p>{say.photos({ n: photos })}</p>}
        <p class="small soft">{say.sealed}</p>
        {n + photos > 0 && (
          <Button kind="main" icon="download" onClick={() => give(0)}>
            {say.export}
          </Button>
        )}
        {left > 0 && next > 0 && (
          <Button icon="camera" onClick={() => give(left)}>
            {say.next_photos({ n: next })}
          </Button>
        )}
      </section>
      {came && came !== 'cancelled' && (
        <Banner icon={came === 'not_possible' ? 'fix' : 'check'} live>
          {say[came]}
        </Banner>
      )}
    </>
  );
}

function Carry() {
  const say = t(words);
  const [files, setFiles] = useState<readonly Carried[]>([]);
  const [came, setCame] = useState<Taken | null>(null);
  const show = () => void carriedHere().then(setFiles);
  useSignalEffect(() => {
    if (arrivals.value >= 0) show();
  });
  const take = async (file: File) => {
    setCame(await takeFile(await file.text()));
    show();
  };
  return (
    <>
      <SubHead>{say.carry}</SubHead>
      <section class="pad column air">
        <p class="small soft">{say.carry_note}</p>
        <FileButton onFile={take}>{say.choose}</FileButton>
      </section>
      {came && (
        <Banner icon={came === 'taken' ? 'check' : 'fix'} live>
          {say[came]}
        </Banner>
      )}
      {files.map((carried) => (
        <CarriedRow key={carried.file.signature} carried={carried} />
      ))}
    </>
  );
}

function CarriedRow({ carried: { file, refused } }: { carried: Carried }) {
  const say = t(words);
  const person = roster.value.people.get(file.person_id);
  return (
    <ListRow
      lead={<Icon name={refused ? 'fix' : 'waiting'} />}
      title={<Bdi>{person ? personName(person) : say.colleague}</Bdi>}
      second={
        <>
          {file.count > 0 ? say.changes({ n: file.count }) : say.of_photos({ n: photosIn(file) })} ·{' '}
          <Bdi>{formatTime(file.made_at)}</Bdi>
          {refused && (
            <>
              {' · '}
              {say.refused} <Bdi>{refused}</Bdi>
            </>
          )}
        </>
      }
    />
  );
}

const photosIn = ({ photos = [] }: Carried['file']) => photos.length;

function FileButton({ onFile, children }: { onFile: (file: File) => void; children: string }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        class="hidden"
        type="file"
        tabIndex={-1}
        aria-label={children}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onFile(file);
          // The same file again is a change too.
          currentTarget.value = '';
        }}
      />
      <Button icon="plus" onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
}
