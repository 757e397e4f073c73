import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    photo: 'صورة المكان',
    one: 'صورة واحدة، {kb} كيلوبايت',
    expected: 'صورة المكان لم تصل بعد من الهاتف',
    erased: 'حُذفت صورة المكان',
    show: 'عرض الصورة',
  },
  fr: {
    photo: 'Photo de l’étal',
    one: 'une photo, {kb} ko',
    expected: 'La photo de l’étal n’est pas encore arrivée du téléphone',
    erased: 'La photo de l’étal a été effacée',
    show: 'Voir la photo',
  },
  en: {
    photo: 'Photo of the stall',
    one: 'one photo, {kb} kB',
    expected: 'The photo of the stall has not arrived from the phone yet',
    erased: 'The photo of the stall was erased',
    show: 'Show the photo',
  },
});
