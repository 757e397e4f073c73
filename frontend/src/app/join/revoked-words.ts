import { defineWords } from '../../i18n';

export const revokedWords = defineWords({
  ar: {
    title: 'أُوقف هذا الهاتف',
    here: {
      zero: 'لم يبق أي تسجيل في هذا الهاتف',
      one: 'تسجيل واحد ما زال محفوظا في هذا الهاتف',
      two: 'تسجيلان ما زالا محفوظين في هذا الهاتف',
      few: '{n} تسجيلات ما زالت محفوظة في هذا الهاتف',
      many: '{n} تسجيلا ما زالت محفوظة في هذا الهاتف',
      other: '{n} تسجيل ما زالت محفوظة في هذا الهاتف',
    },
    here_note: 'لن يضيع شيء. تُرسل وحدها إلى المدرب(ة) عند أول اتصال، والتطبيق مفتوح.',
    all_gone: 'كل ما سُجل في هذا الهاتف وصل',
    gone_note: 'هو محفوظ لدى المدرب(ة) إلى أن يُنظر فيه.',
    drafts: {
      zero: 'لا مسودة في هذا الهاتف.',
      one: 'ومسودة واحدة لم تكتمل محفوظة هنا أيضا.',
      two: 'ومسودتان لم تكتملا محفوظتان هنا أيضا.',
      few: 'و{n} مسودات لم تكتمل محفوظة هنا أيضا.',
      many: 'و{n} مسودة لم تكتمل محفوظة هنا أيضا.',
      other: 'و{n} مسودة لم تكتمل محفوظة هنا أيضا.',
    },
    names_gone: 'أوقف المدرب(ة) هذا الهاتف، فحُذفت منه لائحة التجار والأماكن.',
    see_coach: 'للعودة إلى العمل، اطلب من المدرب(ة) دعوة جديدة: ما هو محفوظ هنا يبقى لك.',
    join: 'لدي دعوة جديدة',
    send_now: 'إرسال الآن',
    sending: 'جارٍ الإرسال: {done} من {total}',
    offline: 'لا اتصال الآن. ستُعاد المحاولة وحدها.',
  },
  fr: {
    title: 'Téléphone suspendu',
    here: {
      one: '{n} saisie est encore gardée sur ce téléphone',
      many: '{n} de saisies sont encore gardées sur ce téléphone',
      other: '{n} saisies sont encore gardées sur ce téléphone',
    },
    here_note:
      'Rien ne sera perdu. Elles partent seules vers le coach dès qu’il y a du réseau, application ouverte.',
    all_gone: 'Tout ce qui a été noté sur ce téléphone est arrivé',
    gone_note: 'Le coach le garde et décidera de le reprendre.',
    drafts: {
      one: '{n} saisie inachevée est aussi gardée ici.',
      many: '{n} de saisies inachevées sont aussi gardées ici.',
      other: '{n} saisies inachevées sont aussi gardées ici.',
    },
    names_gone:
      'Le coach a suspendu ce téléphone : la liste des commerçants et des places en a été effacée.',
    see_coach:
      'Pour reprendre, demandez une nouvelle invitation au coach : ce qui est gardé ici reste à vous.',
    join: 'J’ai une nouvelle invitation',
    send_now: 'Envoyer maintenant',
    sending: 'Envoi : {done} sur {total}',
    offline: 'Pas de réseau pour le moment. L’envoi sera repris tout seul.',
  },
  en: {
    title: 'This phone was signed out',
    here: {
      one: '{n} entry is still kept on this phone',
      other: '{n} entries are still kept on this phone',
    },
    here_note:
      'Nothing will be lost. They go to the coach by themselves once there is a network, with the app open.',
    all_gone: 'All that was recorded on this phone has arrived',
    gone_note: 'The coach keeps it, and will decide on it.',
    drafts: {
      one: '{n} unfinished entry is kept here too.',
      other: '{n} unfinished entries are kept here too.',
    },
    names_gone:
      'The coach signed this phone out: the list of traders and places was removed from it.',
    see_coach: 'To go on, ask the coach for a new invitation: what is kept here stays yours.',
    join: 'I have a new invitation',
    send_now: 'Send now',
    sending: 'Sending: {done} of {total}',
    offline: 'No network now. Sending goes on by itself.',
  },
});
