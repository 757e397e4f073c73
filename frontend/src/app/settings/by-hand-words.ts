import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    title: 'بدون شبكة',
    export: 'إخراج ما لم يُرسل',
    unsent: {
      zero: 'أُرسل كل شيء.',
      one: 'تغيير واحد في هذا الهاتف فقط.',
      two: 'تغييران في هذا الهاتف فقط.',
      few: '{n} تغييرات في هذا الهاتف فقط.',
      many: '{n} تغييرا في هذا الهاتف فقط.',
      other: '{n} تغيير في هذا الهاتف فقط.',
    },
    nothing: 'أُرسل كل شيء. لا حاجة إلى ملف.',
    sealed: 'الملف مختوم: لا يقرؤه إلا الخادم، أيا كان حامله. وما فيه يبقى أيضا في هذا الهاتف.',
    shared: 'سُلِّم الملف. ما لم يُرسل يبقى في هذا الهاتف إلى أن يصل.',
    saved: 'حُفظ الملف في التنزيلات. سلِّمه للمدرب أو لزميل.',
    not_possible: 'لم يتصل هذا الهاتف بالخادم بعد. لا يمكن ختم ملف. تسجيلاتك محفوظة هنا.',
    carry: 'حمل ملف زميل',
    carry_note: 'يُحفظ مختوما كما هو، ويُرسل مع إرسالك باسم صاحبه، ثم يُحذف من هنا.',
    choose: 'اختيار ملف',
    taken: 'الملف معك. يُرسل عند أول اتصال.',
    not_one: 'ليس هذا ملفا من رحبة.',
    other_souk: 'هذا الملف من سوق آخر.',
    own: 'هذا ملف هذا الهاتف نفسه: يُرسل وحده.',
    colleague: 'زميل',
    changes: {
      zero: 'لا تغيير',
      one: 'تغيير واحد',
      two: 'تغييران',
      few: '{n} تغييرات',
      many: '{n} تغييرا',
      other: '{n} تغيير',
    },
    refused: 'لم يقبله الخادم:',
  },
  fr: {
    title: 'Sans réseau',
    export: 'Exporter ce qui n’est pas envoyé',
    unsent: {
      one: '{n} modification n’est que sur ce téléphone.',
      many: '{n} de modifications ne sont que sur ce téléphone.',
      other: '{n} modifications ne sont que sur ce téléphone.',
    },
    nothing: 'Tout est envoyé. Aucun fichier n’est nécessaire.',
    sealed:
      'Le fichier est scellé : seul le serveur peut le lire, quel que soit son porteur. Tout reste aussi sur ce téléphone.',
    shared: 'Fichier remis. Ce qui n’est pas envoyé reste sur ce téléphone jusqu’à son arrivée.',
    saved: 'Fichier enregistré dans les téléchargements. Remettez-le au coach ou à un collègue.',
    not_possible:
      'Ce téléphone n’a pas encore parlé au serveur : aucun fichier ne peut être scellé. Vos saisies restent ici.',
    carry: 'Porter le fichier d’un collègue',
    carry_note:
      'Il est gardé scellé, part avec votre envoi sous le nom de son auteur, puis disparaît d’ici.',
    choose: 'Choisir un fichier',
    taken: 'Vous portez le fichier. Il partira à la prochaine connexion.',
    not_one: 'Ce n’est pas un fichier de Rahba.',
    other_souk: 'Ce fichier vient d’un autre souk.',
    own: 'C’est le fichier de ce téléphone : il envoie tout seul.',
    colleague: 'Collègue',
    changes: {
      one: '{n} modification',
      many: '{n} de modifications',
      other: '{n} modifications',
    },
    refused: 'Refusé par le serveur :',
  },
  en: {
    title: 'Without a network',
    export: 'Export unsent',
    unsent: {
      one: '{n} change is only on this phone.',
      other: '{n} changes are only on this phone.',
    },
    nothing: 'Everything is sent. No file is needed.',
    sealed:
      'The file is sealed: only the server can read it, whoever carries it. All of it stays on this phone too.',
    shared: 'File handed over. What is unsent stays on this phone until it has arrived.',
    saved: 'File saved among the downloads. Hand it to the coach or a colleague.',
    not_possible:
      'This phone has not spoken with the server yet: no file can be sealed. Your entries stay here.',
    carry: 'Carry a colleague’s file',
    carry_note:
      'It is kept sealed, goes with your own sending under its author’s name, and then leaves this phone.',
    choose: 'Choose a file',
    taken: 'You carry the file. It goes with the next connection.',
    not_one: 'This is no file of Rahba.',
    other_souk: 'This file is from another souk.',
    own: 'This is this phone’s own file: it sends by itself.',
    colleague: 'Colleague',
    changes: {
      one: '{n} change',
      other: '{n} changes',
    },
    refused: 'Refused by the server:',
  },
});
