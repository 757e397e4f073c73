import { t } from '../../i18n';
import { Button, Sheet } from '../../ui';
import { momentOf } from '../names';
import type { Invitation } from '../types';
import { words as deskWords } from '../words';
import { InvitationMessage } from './InvitationMessage';
import { words } from './words';

interface InvitationSheetProps {
  invitation: Invitation | null;
  name: string;
  onClose: () => void;
}

/** The code of one phone, to scan or to type; printed, it is a slip to hand over. */
export function InvitationSheet({ invitation, name, onClose }: InvitationSheetProps) {
  const say = t(words);
  return (
    <Sheet
      open={invitation !== null}
      wide
      title={say.invitation_for({ name })}
      onClose={onClose}
      foot={
        <Button icon="print" onClick={() => print()}>
          {t(deskWords).print}
        </Button>
      }
    >
      {invitation && (
        <div class="handed">
          <div class="invitation">
            {/* drawn by the server, of a code that it made itself */}
            <div class="qr" dangerouslySetInnerHTML={{ __html: invitation.qr_svg }} />
            <p class="small soft">{say.code}</p>
            <p class="code">
              <bdi>{invitation.code}</bdi>
            </p>
            <p class="strong">{say.expires({ when: momentOf(invitation.expires_at) })}</p>
            <p>{say.scan}</p>
            <p class="small soft">{say.spends}</p>
            <p class="small soft address">
              <bdi>{invitation.url}</bdi>
            </p>
          </div>
          <InvitationMessage key={invitation.code} invitation={invitation} />
        </div>
      )}
    </Sheet>
  );
}
