import { t } from '../../i18n';
import { Button, Sheet } from '../../ui';
import { readInvitations, showInvitation, takeBackInvitation } from '../api';
import { Loaded, ProblemNote, useAction, useLoad } from '../load';
import { momentOf, nameOf } from '../names';
import type { Invitation } from '../types';
import { PasswordCode } from './PasswordCode';
import { words } from './person-words';
import { Roles } from './Roles';
import type { TeamMember } from './types';
import { Zones } from './Zones';

interface PersonSheetProps {
  person: TeamMember;
  today: string;
  onClose: () => void;
  onInvitation: (invitation: Invitation) => void;
  onChange: () => void;
}

/** All that a coach arranges for one person of the team. */
export function PersonSheet({ person, today, onClose, onInvitation, onChange }: PersonSheetProps) {
  const walks = person.roles.some(
    ({ role, ends_on }) => role === 'animator' && (ends_on === null || ends_on >= today),
  );
  return (
    <Sheet open title={t(words).title({ name: nameOf(person) })} onClose={onClose}>
      {walks && <Zones person={person} />}
      <Roles person={person} today={today} onChange={onChange} />
      <Invitations personId={person.id} onShow={onInvitation} />
      <PasswordCode person={person} today={today} />
    </Sheet>
  );
}

interface InvitationsProps {
  personId: string;
  onShow: (invitation: Invitation) => void;
}

/** Those that no phone has used: shown again to print, or taken back. */
function Invitations({ personId, onShow }: InvitationsProps) {
  const open = useLoad(readInvitations, 'invitations');
  const { run, busy, problem } = useAction();
  const say = t(words);
  const mine = open.data?.filter(({ person_id }) => person_id === personId) ?? [];
  if (open.data && mine.length === 0) return null;
  return (
    <section class="arranged">
      <h3>{say.invitations}</h3>
      {problem && <ProblemNote problem={problem} />}
      <Loaded of={open} rows={1}>
        {() => (
          <ul>
            {mine.map(({ id, created_by, expires_at }) => (
              <li key={id} class="phone">
                <p class="small">
                  {say.invited({ name: nameOf(created_by), when: momentOf(expires_at) })}
                </p>
                <span class="row">
                  <Button
                    size="small"
                    fit
                    busy={busy}
                    onClick={() => run(async () => onShow(await showInvitation(id)))}
                  >
                    {say.show}
                  </Button>
                  <Button
                    size="small"
                    fit
                    busy={busy}
                    onClick={() =>
                      run(async () => {
                        await takeBackInvitation(id);
                        open.reload();
                      })
                    }
                  >
                    {say.take_back}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
