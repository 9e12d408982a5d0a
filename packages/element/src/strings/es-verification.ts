import type {VerificationStrings} from './verification.js';

export const strings: VerificationStrings = {
  verifyPerson: 'Comprobar la privacidad',
  verifyTitle: 'Comprobar que la llamada es privada',
  verifyAsking: name => `Esperando a ${name}…`,
  verifyCompare: name => `Compara los emojis en voz alta con ${name}, nunca por el chat.`,
  verifyEmoji: 'Emojis para comparar',
  emojiMatch: 'Coinciden',
  emojiDiffer: 'No coinciden',
  rememberPerson: name => `Recordar a ${name} en este navegador`,
  rememberHint:
    'Este navegador guarda una clave y con ella comprueba solo las próximas llamadas. Los scripts de esta página pueden usarla.',
  verifiedTitle: name => `Tu llamada con ${name} es privada`,
  verifiedHint: 'Ni siquiera el servidor que establece la conexión puede escuchar.',
  verifyWaiting: name => `Falta que ${name} también lo confirme.`,
  remembersPerson: name => `Este navegador recuerda a ${name}.`,
  cantRemember:
    'Este navegador no puede guardar claves: habrá que repetir la comprobación en la próxima llamada.',
  differTitle: 'Los emojis no coinciden',
  differHint: name =>
    `Puede que alguien esté escuchando. No digas nada confidencial, sal de la llamada y habla con ${name} por otra vía.`,
  brokenOffTitle: 'La comprobación se ha interrumpido',
  brokenOffHint: name =>
    `${name} ha detenido la comprobación o se ha perdido la conexión. Aún no se sabe si la llamada es privada.`,
  noAnswerTitle: name => `Sin respuesta de ${name}`,
  noAnswerHint:
    'Puede que la página de la otra parte no esté actualizada o que nadie haya visto la solicitud. Aún no se sabe si la llamada es privada.',
  cantVerifyTitle: name => `No se puede comprobar si la llamada con ${name} es privada`,
  cantVerifyHint:
    'Puede que la otra parte use otra aplicación o que uno de los navegadores sea demasiado antiguo. La llamada sigue como antes.',
  verifyAborts: count =>
    `La comprobación se ha interrumpido ${count} veces seguidas. Puede que alguien intente interceptar la llamada: no digas nada confidencial.`,
  wantsToVerify: name => `${name} quiere comprobar que la llamada es privada`,
  compareEmoji: 'Comparar',
  notNow: 'Ahora no',
  checkAgain: 'Comprobar otra vez',
  verified: 'Privacidad comprobada',
  verifiedAs: name => `Privacidad comprobada con el nombre ${name}`,
  notPrivate: 'Los emojis no coincidieron',
  keyChanged: 'En un dispositivo sin comprobar',
  keyChangedHint: name =>
    `Ya comprobaste la privacidad con ${name}. Ahora usa otro dispositivo u otro navegador, ha borrado sus datos o es otra persona.`,
  roomDiffers: name =>
    `La lista de personas en la sala que ve ${name} no es igual que la tuya. Conviene que cada cual diga quién está.`,
  forgetPeople: 'Olvidar a las personas recordadas',
  forgetHint:
    'Borra todas las claves que este navegador guarda para llamadas privadas. Habrá que volver a comparar emojis.',
  forgotten: 'Este navegador no recuerda a nadie.',
  emojiNames: (
    'Perro,Gato,León,Caballo,Unicornio,Cerdo,Elefante,Conejo,Panda,Gallo,Pingüino,Tortuga,Pez,Pulpo,Mariposa,Flor,' +
    'Árbol,Cactus,Seta,Globo terráqueo,Luna,Nube,Fuego,Plátano,Manzana,Fresa,Maíz,Pizza,Tarta,Corazón,Carita sonriente,Robot,' +
    'Sombrero,Gafas,Llave inglesa,Papá Noel,Pulgar arriba,Paraguas,Reloj de arena,Despertador,Regalo,Bombilla,Libro,Lápiz,Clip para papel,Tijeras,Candado,Llave,' +
    'Martillo,Teléfono,Bandera,Tren,Bicicleta,Avión,Cohete,Trofeo,Balón,Guitarra,Trompeta,Campana,Ancla,Auriculares,Carpeta,Chincheta'
  ).split(','),
};
