package relais.mail;

/// What the names of media types tell.
final class MediaType {
  private MediaType() {}

  /// Whether it reads `type/subtype` in the characters RFC 2045 section 5.1 allows.
  static boolean isWellFormed(String type) {
    int slash = type.indexOf('/');
    return slash > 0
        && slash < type.length() - 1
        && type.length() <= 255
        && isToken(type, 0, slash)
        && isToken(type, slash + 1, type.length());
  }

  private static boolean isToken(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || "()<>@,;:\\\"/[]?=".indexOf(c) >= 0) {
        return false;
      }
    }
    return to > from;
  }

  static AttachmentKind kindOf(String type) {
    return switch (type) {
      case "text/calendar", "application/ics" -> AttachmentKind.CALENDAR;
      case "text/vcard", "text/x-vcard", "text/directory" -> AttachmentKind.CONTACT_CARD;
      case "message/rfc822", "message/global", "message/news" -> AttachmentKind.MAIL;
      case "message/delivery-status",
          "message/global-delivery-status",
          "message/disposition-notification",
          "message/global-disposition-notification",
          "message/feedback-report",
          "text/rfc822-headers",
          "message/rfc822-headers",
          "message/global-headers" ->
          AttachmentKind.REPORT;
      case "application/pkcs7-signature",
          "application/x-pkcs7-signature",
          "application/pgp-signature" ->
          AttachmentKind.SIGNATURE;
      case "application/pkcs7-mime",
          "application/x-pkcs7-mime",
          "application/pgp-encrypted",
          "multipart/encrypted" ->
          AttachmentKind.SEALED;
      default -> type.startsWith("image/") ? AttachmentKind.IMAGE : AttachmentKind.FILE;
    };
  }

  /// The usual ending of a file of that type, with its dot; empty when there is no usual one.
  static String ending(String type) {
    return switch (type) {
      case "text/plain" -> ".txt";
      case "text/html" -> ".html";
      case "text/calendar", "application/ics" -> ".ics";
      case "text/vcard", "text/x-vcard", "text/directory" -> ".vcf";
      case "text/csv" -> ".csv";
      case "text/rfc822-headers", "message/rfc822-headers" -> ".txt";
      case "message/rfc822", "message/global", "message/news" -> ".eml";
      case "message/delivery-status",
          "message/disposition-notification",
          "message/feedback-report" ->
          ".txt";
      case "image/jpeg", "image/jpg", "image/pjpeg" -> ".jpg";
      case "image/png", "image/x-png" -> ".png";
      case "image/gif" -> ".gif";
      case "image/webp" -> ".webp";
      case "image/svg+xml" -> ".svg";
      case "image/tiff" -> ".tif";
      case "image/bmp" -> ".bmp";
      case "image/heic" -> ".heic";
      case "audio/mpeg" -> ".mp3";
      case "audio/wav", "audio/x-wav" -> ".wav";
      case "video/mp4" -> ".mp4";
      case "application/pdf" -> ".pdf";
      case "application/zip", "application/x-zip-compressed" -> ".zip";
      case "application/json" -> ".json";
      case "application/xml", "text/xml" -> ".xml";
      case "application/rtf", "text/rtf" -> ".rtf";
      case "application/msword" -> ".doc";
      case "application/pkcs7-signature", "application/x-pkcs7-signature" -> ".p7s";
      case "application/pkcs7-mime", "application/x-pkcs7-mime" -> ".p7m";
      case "application/pgp-signature" -> ".asc";
      case "application/ms-tnef" -> ".dat";
      default -> "";
    };
  }
}
