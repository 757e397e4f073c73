import { defineWords } from '../../i18n';

/** What is wrong with a form, and what it lacks, by the code that says so. */
export const faultWords = defineWords({
  ar: {
    no_survey: 'يجب أن يتضمن الملف ورقة survey بالأعمدة type وname وlabel.',
    no_choices: 'يجب أن يتضمن الملف ورقة choices بالأعمدة list_name وname وlabel.',
    no_header: 'ينقص الورقة عمود ضروري.',
    choice_label: 'ينقص أحد الاختيارات نصه في العمود label.',
    bad_choice: 'اسم أحد الاختيارات ناقص أو مكرر أو يتضمن فراغا.',
    no_label: 'ينقص السؤال نصه في العمود label.',
    name_missing: 'ينقص السؤال اسمه في العمود name.',
    name_twice: 'الاسم نفسه مستعمل في العمود name أكثر من مرة.',
    bad_name: 'الاسم في العمود name غير مقبول: حروف لاتينية وأرقام و_ فقط، دون فراغ.',
    unknown_type: 'نوع السؤال في العمود type غير معروف.',
    unsupported_trigger:
      'لا يُملأ جواب من خارج تكراره، ولا عند حدث آخر غير بداية الاستمارة أو تكرار جديد أو تغير جواب.',
    unsupported_type: 'الهواتف لا تطرح هذا النوع من الأسئلة.',
    unsupported_media: 'لا صورة ولا صوت في نص السؤال.',
    unknown_list: 'لائحة الاختيارات المذكورة غير موجودة في ورقة choices.',
    unsupported_itemset: 'تُؤخذ الاختيارات من ورقة choices أو من تكرار في الاستمارة.',
    unmatched: 'مجموعة بدأت ولم تنته، أو انتهت ولم تبدأ.',
    type_changed:
      'نوع جواب هذا السؤال تغير عما كان في النسخة السابقة. للسؤال الجديد اسم جديد، لتبقى الملفات المصدَّرة كما هي.',
    xlsform_unreadable: 'هذا الملف ليس مصنف ‎.xlsx ولا XForm يمكن قراءته.',
    xml_malformed: 'ملف XML غير سليم.',
    not_an_xform: 'ملف XML هذا ليس XForm.',
    xml_doctype: 'لا يُقبل في ملف XML أي DOCTYPE أو ENTITY.',
    no_form_id: 'ينقص الاستمارة رمزها form_id في ورقة settings.',
    duplicate_language: 'اللغة نفسها واردة مرتين.',
    too_large: 'الملف أكبر من الحد المسموح به.',
    response_too_large:
      'قد تكبر الأجوبة عن هذا الجزء أكثر من المسموح به: يُرجى تحديد bind::rahba:max.',
    unsupported_function: 'هذه الدالة لا تعمل في الهواتف.',
    wrong_arguments: 'لهذه الدالة عدد آخر أو نوع آخر من القيم.',
    expression_syntax: 'العبارة الحسابية غير صحيحة.',
    expression_too_long: 'العبارة الحسابية أطول أو أعقد من المسموح به.',
    unsupported_path: 'الهواتف لا تتبع هذا المسار.',
    unsupported_pattern: 'نمط regex هذا غير مقبول: قد يطول البحث به بلا حد.',
    unsupported_range: 'حدود range أو خطوته غير صحيحة في العمود parameters.',
    unknown_question: 'العبارة تذكر سؤالا غير موجود في الاستمارة.',
    unknown_column: 'العبارة تذكر عمودا غير موجود في لائحة الاختيارات.',
    unknown_rahba_column: 'لا يوجد عمود bind::rahba بهذا الاسم.',
    unknown_status: 'القيمتان المقبولتان هنا هما dont_know وrefused.',
    not_a_number: 'يُكتب هنا عدد صحيح.',
    cannot_carry: 'لا يمكن الاحتفاظ بجواب هذا السؤال للاستمارة الموالية.',
    photo_required: 'لا يمكن أن تكون الصورة ضرورية: يمكن لصاحبها أن يرفضها.',
    photo_sensitive: 'لا يمكن أن تكون الصورة حساسة: لا شيء يخفيها بعد الإرسال.',
    too_many_photos: 'صورة واحدة على الأكثر في الاستمارة، وليس داخل تكرار.',
    circular: 'أسئلة تتوقف كل منها على الأخرى في حلقة.',
    too_many: 'عدد الأسئلة أو الاختيارات أكبر من الحد المسموح به.',
    no_arabic: 'ليس في الاستمارة نصوص بالعربية (ar): ستظهر في الهواتف بلغة أخرى.',
    missing_text: 'ينقص هذا النص في إحدى لغات الاستمارة.',
    missing_label: 'ينقص نص هذا الاختيار في إحدى لغات الاستمارة.',
    module_without_name: 'ينقص الوحدة اسمها في اللائحة rahba_modules.',
    media_left_out: 'لا تُعرض الصورة أو الصوت بجانب النص: لم يصل ملفهما مع الاستمارة.',
    package_unreadable: 'ملف zip هذا لا يمكن فتحه.',
    package_without_form: 'يجب أن يتضمن ملف zip استمارة واحدة، ‎.xlsx أو ‎.xml، مع صورها وأصواتها.',
    package_too_large:
      'الصور والأصوات أثقل مما تحمله الهواتف: 512 كيلوبايت للملف و900 كيلوبايت للاستمارة على الأكثر.',
    file_not_shown: 'هذا الملف ليس صورة (png، jpeg، webp) ولا صوتا (mp3، ogg، wav، m4a).',
    file_not_named: 'لا نص في الاستمارة يذكر هذا الملف: لن تحمله الهواتف.',
    metadata_left_empty:
      'تبقى هذه المعلومة عن الجهاز أو عن صاحبه فارغة: التسجيل يحمل كاتبه وهاتفه.',
    background_left_out: 'لا يُؤخذ في الخفاء أي موقع ولا أي تسجيل صوتي.',
    chance_not_kept:
      'لا تُقبل random() وuuid() إلا في الحساب أو في الجواب المبدئي، حيث تُحفظ القيمة.',
    formula_without_value: 'في هذه الخانة صيغة حسابية دون نتيجة: يُرجى كتابة النص نفسه.',
  },
  fr: {
    no_survey: 'Le fichier doit avoir une feuille survey avec les colonnes type, name et label.',
    no_choices:
      'Le fichier doit avoir une feuille choices avec les colonnes list_name, name et label.',
    no_header: 'Il manque à cette feuille une colonne obligatoire.',
    choice_label: 'Il manque à un choix son texte, dans la colonne label.',
    bad_choice: 'Le nom d’un choix manque, sert deux fois ou contient une espace.',
    no_label: 'Il manque à la question son texte, dans la colonne label.',
    name_missing: 'Il manque à la question son nom, dans la colonne name.',
    name_twice: 'Le même nom sert plusieurs fois dans la colonne name.',
    bad_name:
      'Le nom de la colonne name n’est pas accepté : lettres latines sans accent, chiffres et _ seulement, sans espace.',
    unknown_type: 'Le type de question de la colonne type n’est pas connu.',
    unsupported_trigger:
      'Une réponse n’est pas remplie depuis l’extérieur de sa répétition, ni à un autre moment qu’au début, à une répétition nouvelle ou au changement d’une réponse.',
    unsupported_type: 'Les téléphones ne posent pas ce type de question.',
    unsupported_media: 'Un texte de question ne porte ici ni image ni son.',
    unknown_list: 'La liste de choix nommée ici n’existe pas dans la feuille choices.',
    unsupported_itemset:
      'Les choix viennent de la feuille choices ou d’une répétition du formulaire.',
    unmatched: 'Un groupe commence sans finir, ou finit sans avoir commencé.',
    type_changed:
      'Cette question avait un autre type de réponse dans la version d’avant. Donnez un nouveau nom à la nouvelle question : les fichiers exportés restent alors lisibles.',
    xlsform_unreadable: 'Ce fichier n’est ni un classeur .xlsx lisible, ni un XForm.',
    xml_malformed: 'Le fichier XML n’est pas correct.',
    not_an_xform: 'Ce fichier XML n’est pas un XForm.',
    xml_doctype: 'Un fichier XML avec DOCTYPE ou ENTITY n’est pas accepté.',
    no_form_id: 'Il manque au formulaire son form_id, dans la feuille settings.',
    duplicate_language: 'La même langue figure deux fois.',
    too_large: 'Le fichier dépasse la taille permise.',
    response_too_large:
      'Les réponses à cette partie peuvent dépasser la taille permise : limitez-les par bind::rahba:max.',
    unsupported_function: 'Cette fonction n’existe pas sur les téléphones.',
    wrong_arguments: 'Cette fonction prend d’autres valeurs, ou un autre nombre de valeurs.',
    expression_syntax: 'L’expression n’est pas correcte.',
    expression_too_long: 'L’expression est plus longue ou plus complexe que permis.',
    unsupported_path: 'Les téléphones ne suivent pas ce chemin.',
    unsupported_pattern:
      'Ce motif de regex() n’est pas accepté : sa recherche pourrait ne pas finir.',
    unsupported_range:
      'Les bornes ou le pas de range ne sont pas corrects, dans la colonne parameters.',
    unknown_question: 'L’expression nomme une question qui n’est pas dans le formulaire.',
    unknown_column: 'L’expression nomme une colonne que la liste de choix n’a pas.',
    unknown_rahba_column: 'Il n’y a pas de colonne bind::rahba de ce nom.',
    unknown_status: 'Les valeurs acceptées ici sont dont_know et refused.',
    not_a_number: 'Écrivez ici un nombre entier.',
    cannot_carry:
      'La réponse à cette question ne peut pas être reprise dans le questionnaire suivant.',
    photo_required: 'Une photo ne peut pas être obligatoire : la personne peut la refuser.',
    photo_sensitive: 'Une photo ne peut pas être sensible : rien ne la masque après l’envoi.',
    too_many_photos: 'Une seule photo par questionnaire, et pas dans une répétition.',
    circular: 'Des questions dépendent l’une de l’autre, en cercle.',
    too_many: 'Il y a plus de questions ou de choix que permis.',
    no_arabic:
      'Le formulaire n’a pas de textes en arabe (ar) : il s’affiche dans une autre langue.',
    missing_text: 'Ce texte manque dans une des langues du formulaire.',
    missing_label: 'Le texte de ce choix manque dans une des langues du formulaire.',
    module_without_name: 'Il manque au module son nom, dans la liste rahba_modules.',
    media_left_out:
      'L’image ou le son à côté du texte ne s’affiche pas : son fichier n’est pas venu avec le formulaire.',
    package_unreadable: 'Ce fichier zip ne s’ouvre pas.',
    package_without_form:
      'Un zip contient un seul formulaire, .xlsx ou .xml, avec ses images et ses sons.',
    package_too_large:
      'Images et sons pèsent plus que ce que portent les téléphones : 512 Ko par fichier, 900 Ko en tout.',
    file_not_shown:
      'Ce fichier n’est ni une image (png, jpeg, webp) ni un son (mp3, ogg, wav, m4a).',
    file_not_named:
      'Aucun texte du formulaire ne nomme ce fichier : les téléphones ne le porteront pas.',
    metadata_left_empty:
      'Cette donnée sur l’appareil ou la personne reste vide : l’enregistrement porte déjà son auteur et son téléphone.',
    background_left_out: 'Aucun lieu ni aucun son n’est pris à l’insu de la personne.',
    chance_not_kept:
      'random() et uuid() ne vont que dans un calcul ou une réponse par défaut, où la valeur est gardée.',
    formula_without_value:
      'Cette cellule contient une formule sans résultat : écrivez le texte lui-même.',
  },
  en: {
    no_survey: 'The file needs a sheet survey with the columns type, name and label.',
    no_choices: 'The file needs a sheet choices with the columns list_name, name and label.',
    no_header: 'The sheet lacks a column that it needs.',
    choice_label: 'A choice lacks its text in the column label.',
    bad_choice: 'The name of a choice is missing, used twice or holds a space.',
    no_label: 'The question lacks its text in the column label.',
    name_missing: 'The question lacks its name in the column name.',
    name_twice: 'The same name is used more than once in the column name.',
    bad_name:
      'The name in the column name is not accepted: Latin letters, digits and _ only, no space.',
    unknown_type: 'The kind of question in the column type is not known.',
    unsupported_trigger:
      'An answer is not filled in from outside its repeat, nor at another moment than the start, a new repeat or the change of an answer.',
    unsupported_type: 'Phones do not ask this kind of question.',
    unsupported_media: 'A text of a question carries no picture or sound here.',
    unknown_list: 'The list of choices named here is not on the sheet choices.',
    unsupported_itemset: 'Choices come from the sheet choices or from a repeat of the form.',
    unmatched: 'A group begins and does not end, or ends and did not begin.',
    type_changed:
      'This question had another type of answer in the version before. Give the new question a new name, so that exported files stay readable.',
    xlsform_unreadable: 'This file is neither an .xlsx workbook that can be read nor an XForm.',
    xml_malformed: 'The XML file is not correct.',
    not_an_xform: 'This XML file is not an XForm.',
    xml_doctype: 'An XML file with DOCTYPE or ENTITY is not accepted.',
    no_form_id: 'The form lacks its form_id on the sheet settings.',
    duplicate_language: 'The same language stands there twice.',
    too_large: 'The file is larger than allowed.',
    response_too_large:
      'The answers to this part may grow larger than allowed: limit them by bind::rahba:max.',
    unsupported_function: 'Phones do not have this function.',
    wrong_arguments: 'This function takes other values, or another number of them.',
    expression_syntax: 'The expression is not correct.',
    expression_too_long: 'The expression is longer or more complex than allowed.',
    unsupported_path: 'Phones do not follow this path.',
    unsupported_pattern: 'This pattern of regex() is not accepted: its search might never end.',
    unsupported_range:
      'The ends or the step of the range are not correct, in the column parameters.',
    unknown_question: 'The expression names a question that is not in the form.',
    unknown_column: 'The expression names a column that the list of choices does not have.',
    unknown_rahba_column: 'There is no column bind::rahba of this name.',
    unknown_status: 'The values accepted here are dont_know and refused.',
    not_a_number: 'Write a whole number here.',
    cannot_carry: 'The answer to this question cannot be carried to the next survey.',
    photo_required: 'A photo cannot be required: the person may refuse it.',
    photo_sensitive: 'A photo cannot be sensitive: nothing can mask it once sent.',
    too_many_photos: 'One photo a form at most, and in no repeat.',
    circular: 'Questions depend on one another in a circle.',
    too_many: 'There are more questions or choices than allowed.',
    no_arabic: 'The form has no texts in Arabic (ar): it is shown in another language.',
    missing_text: 'This text is missing in one of the languages of the form.',
    missing_label: 'The text of this choice is missing in one of the languages of the form.',
    module_without_name: 'The module lacks its name in the list rahba_modules.',
    media_left_out:
      'The picture or sound beside the text is not shown: its file did not come with the form.',
    package_unreadable: 'This zip file cannot be opened.',
    package_without_form: 'A zip holds one form, .xlsx or .xml, with its pictures and sounds.',
    package_too_large:
      'Pictures and sounds weigh more than phones carry: 512 KB a file, 900 KB in all.',
    file_not_shown:
      'This file is neither a picture (png, jpeg, webp) nor a sound (mp3, ogg, wav, m4a).',
    file_not_named: 'No text of the form names this file: phones will not carry it.',
    metadata_left_empty:
      'This detail of the device or its owner stays empty: the entry carries its author and phone itself.',
    background_left_out: 'No place and no sound is taken unseen.',
    chance_not_kept:
      'random() and uuid() belong in a calculation or a default, where the value is kept.',
    formula_without_value:
      'This cell holds a formula without a result: write the words themselves.',
  },
});
