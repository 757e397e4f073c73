import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Bdi, Button } from '../ui';
import { choicesOffered } from './answers.ts';
import type { Question } from './evaluate.ts';
import { Files, fileIn } from './files.ts';
import { labelOf, textOf } from './text.ts';
import type { FileOfForm } from './types.ts';
import { words } from './words.ts';

/** Pictures and sounds beside a question and its choices, as its author put them there (SV28). */
export function Media({ question, lang }: { question: Question; lang: string }) {
  return (
    <>
      {shownOf(question, lang).map(({ label, name, image, audio }) => (
        <div class="row" key={name}>
          {image && <Picture key={image.sha256} file={image} label={label} />}
          {audio && <Sound key={audio.sha256} file={audio} label={label} isChoice={name !== ''} />}
        </div>
      ))}
    </>
  );
}

function shownOf({ node, scope }: Question, lang: string) {
  const { form } = scope.run;
  const choices = choicesOffered(node, scope).map(({ media, label, name }) => ({
    ...{ media, name },
    label: labelOf(form, label, lang, name),
  }));
  const label = textOf(scope, node.source.label, lang);
  const own = { media: node.source.media, name: '', label };
  return [own, ...choices].flatMap(({ media, ...of }) => {
    const image = fileIn(form, media, 'image', lang);
    const audio = fileIn(form, media, 'audio', lang);
    return image || audio ? [{ ...of, image, audio }] : [];
  });
}

interface FileProps {
  file: FileOfForm;
  label: string;
}

function Picture({ file, label }: FileProps) {
  const { url } = useUrl(file);
  return url && <img class="of-form" src={url} alt={label} />;
}

/** Only one sound is heard at a time. */
let heard: HTMLAudioElement | null = null;

function Sound({ file, label, isChoice }: FileProps & { isChoice: boolean }) {
  const say = t(words);
  const { url, missing } = useUrl(file);
  const [playing, setPlaying] = useState(false);
  const audio = useRef<HTMLAudioElement>(null);
  const press = () => {
    const own = audio.current;
    if (heard && heard !== own) heard.pause();
    heard = own;
    if (playing) own?.pause();
    // A browser that cannot play it says so by an error of its own.
    else void own?.play().catch(() => setPlaying(false));
  };
  const stopped = () => {
    setPlaying(false);
    if (audio.current) audio.current.currentTime = 0;
  };
  if (missing) return <p class="small soft">{say.sound_missing}</p>;
  return (
    <>
      {url && (
        // biome-ignore lint/a11y/useMediaCaption: it says the very words that stand above it
        <audio
          ref={audio}
          src={url}
          onPlay={() => setPlaying(true)}
          onPause={stopped}
          onEnded={stopped}
        />
      )}
      <Button
        icon={playing ? 'pause' : 'aloud'}
        label={playing ? say.stop_sound : say.listen_to({ label })}
        size="small"
        fit
        busy={!url}
        onClick={press}
      >
        {playing ? say.stop_sound : isChoice ? <Bdi>{label}</Bdi> : say.listen}
      </Button>
    </>
  );
}

function useUrl({ sha256, type }: FileOfForm): { url: string | null; missing: boolean } {
  const source = useContext(Files);
  const [found, setFound] = useState<{ url: string | null } | null>(null);
  useEffect(() => {
    let left = false;
    let url: string | null = null;
    void source(sha256).then((bytes) => {
      if (left) return;
      if (bytes) url = URL.createObjectURL(new Blob([bytes], { type }));
      setFound({ url });
    });
    return () => {
      left = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [source, sha256, type]);
  return { url: found?.url ?? null, missing: found !== null && found.url === null };
}
