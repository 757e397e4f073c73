import { t } from '../../i18n';
import { Bdi, Button, type Children, Quote, Screen, TopBar } from '../../ui';
import type { Remark } from '../kind';
import { SaveFailure } from '../SaveFailure';
import { words } from './words';

interface MendFrameProps {
  title: string;
  /** Whom and what the entry is about. */
  about?: string | undefined;
  /** What the main button says; a correction unless told. */
  saveWord?: string | undefined;
  remarks: readonly Remark[];
  onSave: () => void;
  onLeave: () => void;
  children: Children;
}

/** The frame of a correction: what was said of the whole on top, the fields, and one way to save. */
export function MendFrame({
  title,
  about,
  saveWord,
  remarks,
  onSave,
  onLeave,
  children,
}: MendFrameProps) {
  return (
    <Screen
      top={<TopBar title={title} subtitle={about} back={onLeave} />}
      footLine
      foot={
        <Button kind="main" onClick={onSave}>
          {saveWord ?? t(words).save_correction}
        </Button>
      }
    >
      <SaveFailure />
      <div class="pad column air">
        <RemarksAt remarks={remarks} path="" />
        {children}
      </div>
    </Screen>
  );
}

/** The words said at one field; `path` '' for those about the whole. */
export function RemarksAt({ remarks, path }: { remarks: readonly Remark[]; path: string }) {
  return (
    <>
      {remarks
        .filter((remark) => remark.path === path)
        .map((remark, index) => (
          <Quote key={index} from={<Bdi>{remark.by}</Bdi>}>
            <Bdi>{remark.text}</Bdi>
          </Quote>
        ))}
    </>
  );
}
