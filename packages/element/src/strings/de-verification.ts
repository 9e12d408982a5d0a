import type {VerificationStrings} from './verification.js';

export const strings: VerificationStrings = {
  verifyPerson: 'Vertraulichkeit prüfen',
  verifyTitle: 'Prüfen, ob der Anruf vertraulich ist',
  verifyAsking: name => `Warten auf ${name} …`,
  verifyCompare: name => `Die Emojis mit ${name} vergleichen: laut ausgesprochen, nie im Chat.`,
  verifyEmoji: 'Emojis zum Vergleichen',
  emojiMatch: 'Emojis stimmen überein',
  emojiDiffer: 'Emojis stimmen nicht überein',
  rememberPerson: name => `In diesem Browser merken: ${name}`,
  rememberHint:
    'Der Browser speichert einen Schlüssel und prüft damit spätere Anrufe von selbst. Skripte dieser Seite können den Schlüssel benutzen.',
  verifiedTitle: name => `Der Anruf mit ${name} ist vertraulich`,
  verifiedHint: 'Nicht einmal der Server, der die Verbindung herstellt, kann mithören.',
  verifyWaiting: name => `Jetzt fehlt noch die Bestätigung von ${name}.`,
  remembersPerson: name => `In diesem Browser gemerkt: ${name}.`,
  cantRemember:
    'Dieser Browser kann keine Schlüssel speichern. Beim nächsten Anruf ist wieder eine Prüfung nötig.',
  differTitle: 'Die Emojis stimmen nicht überein',
  differHint: name =>
    `Vielleicht hört jemand mit. Nichts Vertrauliches sagen, den Anruf verlassen und ${name} auf anderem Weg kontaktieren.`,
  brokenOffTitle: 'Die Prüfung wurde unterbrochen',
  brokenOffHint: name =>
    `${name} hat abgebrochen, oder die Verbindung ging verloren. Ob der Anruf vertraulich ist, steht noch nicht fest.`,
  noAnswerTitle: name => `Keine Antwort von ${name}`,
  noAnswerHint:
    'Vielleicht ist die Seite der Gegenseite veraltet, oder niemand hat die Anfrage gesehen. Ob der Anruf vertraulich ist, steht noch nicht fest.',
  cantVerifyTitle: name => `Der Anruf mit ${name} lässt sich nicht prüfen`,
  cantVerifyHint:
    'Vielleicht nutzt die Gegenseite eine andere App, oder einer der Browser ist zu alt. Der Anruf geht weiter wie bisher.',
  verifyAborts: count =>
    `Die Prüfung wurde ${count}-mal in Folge unterbrochen. Vielleicht versucht jemand, sich dazwischenzuschalten: nichts Vertrauliches sagen.`,
  wantsToVerify: name => `${name} möchte prüfen, ob der Anruf vertraulich ist`,
  compareEmoji: 'Vergleichen',
  notNow: 'Nicht jetzt',
  checkAgain: 'Erneut prüfen',
  verified: 'Vertraulichkeit geprüft',
  verifiedAs: name => `Vertraulichkeit geprüft unter dem Namen ${name}`,
  notPrivate: 'Emojis stimmten nicht überein',
  keyChanged: 'Auf einem ungeprüften Gerät',
  keyChangedHint: name =>
    `Eine Person namens ${name} wurde schon einmal geprüft. Jetzt benutzt sie ein anderes Gerät oder einen anderen Browser, hat dessen Daten gelöscht, oder es ist jemand anderes.`,
  roomDiffers: name =>
    `Bei ${name} sieht die Liste der Personen im Raum anders aus als hier. Am besten gemeinsam klären, wer da ist.`,
  forgetPeople: 'Gemerkte Personen vergessen',
  forgetHint:
    'Löscht alle Schlüssel, die dieser Browser für vertrauliche Anrufe gespeichert hat. Danach müssen wieder Emojis verglichen werden.',
  forgotten: 'In diesem Browser ist niemand mehr gemerkt.',
  emojiNames: (
    'Hund,Katze,Löwe,Pferd,Einhorn,Schwein,Elefant,Hase,Panda,Hahn,Pinguin,Schildkröte,Fisch,Oktopus,Schmetterling,Blume,' +
    'Baum,Kaktus,Pilz,Globus,Mond,Wolke,Feuer,Banane,Apfel,Erdbeere,Mais,Pizza,Torte,Herz,Smiley,Roboter,' +
    'Hut,Brille,Schraubenschlüssel,Weihnachtsmann,Daumen hoch,Regenschirm,Sanduhr,Wecker,Geschenk,Glühbirne,Buch,Bleistift,Büroklammer,Schere,Vorhängeschloss,Schlüssel,' +
    'Hammer,Telefon,Flagge,Zug,Fahrrad,Flugzeug,Rakete,Pokal,Ball,Gitarre,Trompete,Glocke,Anker,Kopfhörer,Ordner,Stecknadel'
  ).split(','),
};
