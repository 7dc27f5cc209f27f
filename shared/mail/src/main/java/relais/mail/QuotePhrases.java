package relais.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words with which mail programs introduce quoted mail, in the languages they speak.
final class QuotePhrases {
  /// "wrote", as it ends the line above a quotation.
  static final List<String> WROTE =
      List.of(
          "wrote",
          "writes",
          "schrieb",
          "a écrit",
          "a ecrit",
          "écrit",
          "escribió",
          "escribio",
          "ha scritto",
          "scritto",
          "scrive",
          "schreef",
          "geschreven",
          "escreveu",
          "pisze",
          "napisał",
          "napisała",
          "napisał(a)",
          "napisali",
          "skrev",
          "kirjoitti",
          "napsal",
          "napsala",
          "napsal(a)",
          "napísal",
          "napísala",
          "napísal(a)",
          "írta",
          "a scris",
          "yazdı",
          "yazmış",
          "έγραψε",
          "пишет",
          "писал",
          "писала",
          "писал(а)",
          "написал",
          "написала",
          "написал(а)",
          "пише",
          "написав",
          "написала",
          "написа",
          "napisao",
          "napisala",
          "piše",
          "написао",
          "написа/ла",
          "је написао",
          "je napisal",
          "写道",
          "寫道",
          "写到",
          "さんは書きました",
          "のメール",
          "님이 작성",
          "작성",
          "đã viết",
          "เขียนว่า",
          "เขียน",
          "menulis",
          "كتب",
          "كتبت",
          "כתב",
          "כתבה",
          "כתב/ה",
          "نوشت",
          "kirjutas",
          "rakstīja",
          "rašė",
          "va escriure",
          "escribiu",
          "skrifaði",
          "shkroi",
          "идеше",
          "scríobh",
          "ysgrifennodd",
          "schreef het volgende");

  /// How the line above a quotation begins; or else with a digit, a quote or a bracket.
  static final List<String> INTRODUCTION_STARTS =
      lower(
          "on |am |le |el |il |op |em |w dniu|dnia |den |på |dne |dňa |în |la |pe |в |на |vào |pada"
              + " ",
          "στις |την |το |στη|in data |in message |in a message|dia |no dia |a |als |von |um |az"
              + " |ma |ezt ",
          "von:|from |by |quoting |citando |zitat |en |le: |tuo |kuup|data |datum |dana |vid"
              + " |il.|ons |på: ",
          "mon|tue|wed|thu|fri|sat|sun|mo,|mo.|di,|di.|mi,|mi.|do,|do.|fr,|fr.|sa,|sa.|so,|so.",
          "lun|mar|mié|mie|jue|vie|sáb|sab|dom|mer|jeu|ven|sam|dim|gio|seg|ter|qua|qui|sex|maa|din|woe",
          "don|vri|zat|zon|man|tir|ons|tor|tors|fre|lør|lör|søn|sön|mån|tis|pon|wt|śr|czw|pt|sob|nie",
          "po |út |st |čt |pá |so |ne"
              + " |пн|вт|ср|чт|пт|сб|вс|нд|понедельник|вторник|среда|четверг|пятница",
          "суббота|воскресенье|понеділок|вівторок|середа|четвер|п'ятниця|неділя|pzt|sal|çar|per|cum|cmt|paz",
          "hétf|kedd|szer|csüt|pén|szo|vas|ma |ti |ke |to |pe |la |su |在|於|于|ב|ביום|בתאריך|في"
              + " |ในวันที่|เมื่อ|ngày ",
          "jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|februar|september|oktober|november|dezember|ke"
              + " |sel|rab|kam|jum");

  /// "From", the first line of a quoted header in Outlook and others.
  static final Set<String> FROM =
      labels(
          "from|von|de|da|van|od|från|fra|lähettäjä|feladó|mittente|remitente|expéditeur|absender",
          "afzender|от|от кого|від|від кого|kimden|gönderen|από|发件人|寄件者|寄件人|差出人|送信者|보낸 사람",
          "보낸사람|מאת|من|จาก|dari|từ|de la|expeditor|nuo|saatja|no|šalje|pošiljatelj|odosielateľ",
          "odesílatel|sender|emetteur|émetteur|avsändare|afsender|avsender|nadawca|remetente");

  /// "Sent" or "Date".
  static final Set<String> SENT =
      labels(
          "sent|date|message du|gesendet|gesendet am|datum|envoyé|envoyé le|envoyé"
              + " par|enviado|enviado el",
          "enviado em|enviada em|enviado a|fecha|data|inviato|inviato"
              + " il|verzonden|verstuurd|skickat",
          "sendt|dato|lähetetty|päiväys|pvm|wysłano|wysłane|elküldve|küldve|dátum|odesláno|odoslané",
          "отправлено|дата|дата отправки|надіслано|gönderildi|gönderilme tarihi|tarih|στάλθηκε",
          "ημερομηνία|发送时间|发送日期|日期|寄件日期|傳送時間|已傳送|日時|送信日時|보낸 날짜|날짜|נשלח|תאריך",
          "تاريخ الإرسال|التاريخ|trimis|dikirim|tanggal|ngày|đã"
              + " gửi|ส่ง|วันที่|poslano|poslané|išsiųsta");

  /// "To", "Cc", "Reply-To".
  static final Set<String> TO =
      labels(
          "to|an|à|a|para|aan|do|till|til|vastaanottaja|címzett|komu|кому|kime|alıcı|προς|收件人",
          "收件者|宛先|받는 사람|받는사람|אל|إلى|către|kepada|đến|ถึง|cc|kopie|copie|kopia|kopi|kopio",
          "másolat|копия|копія|bilgi|κοιν|抄送|副本|참조|העתק|reply-to|antwort"
              + " an|destinataire|destinatario",
          "odbiorca|mottagare|modtager|mottaker|prima|kam");

  /// "Subject".
  static final Set<String> SUBJECT =
      labels(
          "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|tárgy|předmět",
          "predmet|тема|konu|θέμα|主题|主旨|主題|件名|제목|נושא|الموضوع|subiect|subjek|perihal|chủ đề|เรื่อง",
          "tema|sujet|teema");

  /// "Original Message", between hyphens.
  static final List<String> ORIGINAL =
      lower(
          "original message|originalnachricht|ursprüngliche nachricht|ursprüngliche mail",
          "message d'origine|message d’origine|message original|message initial|mensaje original",
          "messaggio originale|messaggio originario|oorspronkelijk bericht|origineel bericht",
          "mensagem original|wiadomość oryginalna|oryginalna wiadomość|wiadomość pierwotna",
          "ursprungligt meddelande|originalmeddelande|original meddelelse|oprindelig meddelelse",
          "oprindelig besked|opprinnelig melding|alkuperäinen viesti|исходное сообщение",
          "исходное письмо|оригинал|původní zpráva|původní e-mail|pôvodná správa|eredeti üzenet",
          "orijinal mesaj|özgün ileti|αρχικό μήνυμα|原始邮件|原始郵件|原始信件|元のメッセージ|original メッセージ",
          "원본 메시지|원본 메일|הודעה מקורית|رسالة أصلية|الرسالة الأصلية|mesaj original|mesajul original",
          "reply message|izvorna poruka|originalna poruka|вихідне повідомлення|оригінальне"
              + " повідомлення",
          "thư gốc|pesan asli|ข้อความต้นฉบับ|missatge original|original email|originele bericht");

  /// What introduces a forwarded mail, which is kept: it is what the mail is about.
  static final List<String> FORWARDED =
      lower(
          "forwarded message|begin forwarded|forwarded mail|forwarded by|weitergeleitete nachricht",
          "anfang der weitergeleiteten|message transféré|message transmis|début du message",
          "mensaje reenviado|inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio",
          "doorgestuurd bericht|begin doorgestuurd|mensagem encaminhada|mensagem reencaminhada",
          "przekazana wiadomość|wiadomość przekazana|vidarebefordrat|vidarebefordra|videresendt",
          "пересылаемое сообщение|пересланное сообщение|переадресоване|转发邮件|轉寄郵件|转发的邮件|転送",
          "전달된 메시지|전달된 메일|iletilen mesaj|iletilmiş|välitetty viesti|edelleenlähetetty|přeposlaná",
          "továbbított|mesaj redirecționat|προωθημένο|הועבר|رسالة محولة|prosljeđena|preposlané");

  /// The subject of a forwarded mail begins so.
  private static final List<String> FORWARD_PREFIXES =
      List.of(
          "fwd:", "fw:", "[fwd:", "[fw:", "wg:", "tr:", "rv:", "i:", "doorst:", "enc:", "vs:",
          "vb:", "vl:", "fs:", "pd:", "ilt:", "转发:", "转发：", "轉寄:", "轉寄：", "転送:", "tov:", "fwd :",
          "tr :", "fw :", "wtr:", "пересл:", "redir:", "rv :", "pšl:");

  /// What phones and apps add below the text.
  static final List<String> SENT_FROM =
      lower(
          "sent from my|sent from mail|sent from [mail|sent from outlook|sent from yahoo|sent from"
              + " samsung|from my iphone|from my ipad|sent by galaxy",
          "sent from an|sent via|sent using|sent with|sent on the go|sent from windows",
          "sent from proton|sent from android|sent from a |get outlook for|get bluemail for",
          "envoyé de mon|envoyé depuis|envoyé à partir|télécharger outlook|obtenir outlook",
          "obtenez outlook|provenance : courrier|von meinem|gesendet von|gesendet mit|gesendet"
              + " über",
          "outlook für|diese nachricht wurde von meinem|enviado desde|obtener outlook",
          "enviado de mi|inviato da|scarica outlook|ottieni outlook|verzonden vanaf|verstuurd"
              + " vanaf",
          "verzonden met|verstuurd met|outlook voor|download outlook|enviado do|enviado a partir",
          "enviado pelo|obter o outlook|skickat från|skickades från|hämta outlook|sendt fra",
          "sendt via|hent outlook|få outlook|lähetetty|hanki outlook|wysłane z|wysłano z|pobierz"
              + " outlook",
          "отправлено с|отправлено из|надіслано з|odesláno z|odoslané z|iphone-omról|küldve az",
          "trimis de pe|i̇phone'umdan gönderildi|iphone'umdan gönderildi|στάλθηκε από|发自我的|从我的",
          "發自我的|從我的|从 windows|iphoneから送信|androidから送信|나의 iphone|내 iphone|נשלח מה|أُرسلت من|ارسل من",
          "poslano z|poslano sa|isprati od|sent by my|sent by outlook|yahoo mail: search|yahoo"
              + " mail: buscar|yahoo mail - |gesendet von outlook|sent from gmail|sent from my");

  /// The line above the name.
  static final Set<String> CLOSINGS =
      labels(
          "regards|best regards|kind regards|warm regards|best|best wishes|many thanks|sincerely",
          "yours sincerely|yours faithfully|cheers|with kind regards|thanks and regards|mfg|lg",
          "mit freundlichen grüßen|mit freundlichem gruß|freundliche grüße|beste grüße|viele grüße",
          "liebe grüße|herzliche grüße|cordialement|bien cordialement|bien à vous|salutations",
          "meilleures salutations|sincères salutations|cordiali saluti|distinti saluti|un saluto",
          "saluti|saludos|saludos cordiales|un saludo|atentamente|cumprimentos|com os melhores"
              + " cumprimentos|atenciosamente|abraço|met vriendelijke groet|vriendelijke groet",
          "met vriendelijke groeten|groeten|groet|mvg|med vänliga hälsningar|vänliga hälsningar",
          "hälsningar|med venlig hilsen|venlig hilsen|mvh|vennlig hilsen|ystävällisin terveisin",
          "z poważaniem|pozdrawiam|s pozdravem|üdvözlettel|cu stimă|с уважением|з"
              + " повагою|saygılarımla");

  /// What help desks print above the mail they quote.
  static final List<String> REPLY_ABOVE =
      lower(
          "reply above this line|reply above the line|type your reply above|antworten sie oberhalb",
          "antwort über dieser zeile|répondre au-dessus de cette ligne|répondez au-dessus de cette",
          "responda por encima de esta|rispondi sopra questa|reageer boven deze|write above this"
              + " line");

  private QuotePhrases() {}

  /// Whether a subject says that the mail is a forward.
  static boolean isForward(String subject) {
    String start = subject.strip().toLowerCase(Locale.ROOT);
    return FORWARD_PREFIXES.stream().anyMatch(start::startsWith);
  }

  static boolean startsWithAny(String lower, List<String> phrases) {
    for (String phrase : phrases) {
      if (lower.startsWith(phrase)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> labels(String... lines) {
    return Stream.of(lines)
        .flatMap(line -> Stream.of(line.split("\\|", -1)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> lower(String... lines) {
    return Stream.of(lines).flatMap(line -> Stream.of(line.split("\\|", -1))).toList();
  }
}
