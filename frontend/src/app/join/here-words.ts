import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    title: 'إضافة شخص بدون شبكة',
    intro: 'اطلب رمز اليوم من المدرب(ة): يقرؤه من ورقته أو من هاتفه.',
    name: 'اسم الشخص الجديد',
    name_hint: 'كما يعرفه الفريق',
    no_name: 'اكتب الاسم.',
    code_of: 'رمز {day}',
    code_hint: 'ثمانية أرقام',
    short: 'الرمز ثمانية أرقام.',
    wrong: 'ليس هذا رمز {day}. راجع الأرقام، وراجع تاريخ هذا الهاتف.',
    wait: 'محاولات كثيرة. أعد المحاولة بعد الساعة {time}.',
    not_kept: 'تعذر الحفظ على هذا الهاتف، ولم يُضف أحد. راجع المساحة الفارغة.',
    begin: 'بدء العمل',
    checking: 'جارٍ التحقق…',
    waits:
      'يعمل الشخص باسمه ومن وراء رقمه السري. تسجيلاته تصل عند عودة الشبكة، وتنتظر أن يقول المدرب(ة) من هو. لا يضيع منها شيء.',
    no_code:
      'لم يستقبل هذا الهاتف رموز أيام السوق المقبلة. تأتي مع أول اتصال. بالشبكة، استعمل رمز دعوة.',
  },
  fr: {
    title: 'Ajouter sans réseau',
    intro: 'Demandez le code du jour au coach : il le lit sur sa feuille ou sur son téléphone.',
    name: 'Nom de la nouvelle personne',
    name_hint: 'Celui que l’équipe connaît',
    no_name: 'Écrivez le nom.',
    code_of: 'Code du {day}',
    code_hint: 'Huit chiffres',
    short: 'Le code a huit chiffres.',
    wrong: 'Ce n’est pas le code du {day}. Vérifiez les chiffres, et la date de ce téléphone.',
    wait: 'Trop d’essais. Réessayez après {time}.',
    not_kept:
      'Le téléphone n’a pas pu l’enregistrer ; personne n’est ajouté. Vérifiez la place libre.',
    begin: 'Commencer',
    checking: 'Vérification…',
    waits:
      'La personne travaille sous son nom et derrière son propre PIN. Ses saisies partent au retour du réseau et attendent que le coach dise qui elle est. Rien n’est perdu.',
    no_code:
      'Ce téléphone n’a pas reçu les codes des prochains souks. Ils viennent avec le premier réseau. Avec du réseau, utilisez une invitation.',
  },
  en: {
    title: 'Add a person without a network',
    intro: 'Ask the coach for the day code: it is on the coach’s sheet or phone.',
    name: 'Name of the new person',
    name_hint: 'As the team knows them',
    no_name: 'Type the name.',
    code_of: 'Code of {day}',
    code_hint: 'Eight digits',
    short: 'The code has eight digits.',
    wrong: 'This is not the code of {day}. Check the digits, and the date of this phone.',
    wait: 'Too many tries. Try again after {time}.',
    not_kept: 'The phone could not keep it; nobody was added. Check the free space.',
    begin: 'Begin',
    checking: 'Checking…',
    waits:
      'They work under their own name and behind a PIN of their own. Their entries go once there is a network, and wait until the coach says who they are. Nothing is lost.',
    no_code:
      'This phone has not received the codes of the coming souks. They come with its next contact. Where there is a network, use an invitation.',
  },
});
