import type {VerificationStrings} from './verification.js';

export const strings: VerificationStrings = {
  verifyPerson: 'Verificar privacidade',
  verifyTitle: 'Verificar se a chamada é privada',
  verifyAsking: name => `Aguardando ${name}…`,
  verifyCompare: name => `Compare em voz alta com ${name}, nunca pelo chat.`,
  verifyEmoji: 'Emojis para comparar',
  emojiMatch: 'São iguais',
  emojiDiffer: 'Não são iguais',
  rememberPerson: name => `Lembrar de ${name}`,
  rememberHint:
    'Guarda neste navegador uma chave que verifica sozinha as próximas chamadas. Os scripts desta página podem usá-la.',
  verifiedTitle: name => `Não há ninguém entre você e ${name}`,
  verifiedHint: 'Nem o servidor que conecta vocês consegue escutar.',
  verifyWaiting: name => `Falta a confirmação de ${name}.`,
  remembersPerson: name => `Este navegador se lembra de ${name}.`,
  cantRemember: 'Este navegador não pode guardar chaves: a próxima chamada terá de ser verificada de novo.',
  differTitle: 'Os emojis não são iguais',
  differHint: name =>
    `Talvez alguém esteja escutando. Não diga nada confidencial, saia da chamada e fale com ${name} de outra forma.`,
  brokenOffTitle: 'A verificação foi interrompida',
  brokenOffHint: name => `${name} parou a verificação, ou a conexão caiu. Nada foi provado ainda.`,
  noAnswerTitle: name => `Sem resposta de ${name}`,
  noAnswerHint:
    'A página pode estar desatualizada do outro lado, ou ninguém viu a pergunta. Nada foi provado ainda.',
  cantVerifyTitle: name => `A chamada com ${name} não pode ser verificada`,
  cantVerifyHint:
    'São necessários a mesma página de chamadas e um navegador atualizado dos dois lados. A chamada continua como antes.',
  verifyAborts: count =>
    `Interrompida ${count} vezes seguidas. Talvez alguém esteja tentando se colocar no meio: não diga nada confidencial.`,
  wantsToVerify: name => `${name} quer verificar se a chamada é privada`,
  compareEmoji: 'Comparar',
  notNow: 'Agora não',
  checkAgain: 'Verificar de novo',
  verified: 'Identidade verificada',
  verifiedAs: name => `Identidade verificada: ${name}`,
  notPrivate: 'Os emojis não eram iguais',
  keyChanged: 'Sem verificação neste dispositivo',
  keyChangedHint: name =>
    `Você já verificou ${name} em outro navegador. Este é um dispositivo novo, ou os dados daquele navegador foram apagados.`,
  roomDiffers: name => `${name} vê na sala outras pessoas do que você. Digam em voz alta quem está aí.`,
  forgetPeople: 'Esquecer pessoas verificadas',
  forgetHint:
    'Apaga todas as chaves que este navegador guarda para chamadas privadas. Será preciso comparar emojis de novo.',
  forgotten: 'Este navegador não se lembra de ninguém.',
  emojiNames: (
    'Cachorro,Gato,Leão,Cavalo,Unicórnio,Porco,Elefante,Coelho,Panda,Galo,Pinguim,Tartaruga,Peixe,Polvo,Borboleta,Flor,' +
    'Árvore,Cacto,Cogumelo,Globo,Lua,Nuvem,Fogo,Banana,Maçã,Morango,Milho,Pizza,Bolo,Coração,Sorriso,Robô,' +
    'Chapéu,Óculos,Chave inglesa,Papai Noel,Polegar para cima,Guarda-chuva,Ampulheta,Despertador,Presente,Lâmpada,Livro,Lápis,Clipe,Tesoura,Cadeado,Chave,' +
    'Martelo,Telefone,Bandeira,Trem,Bicicleta,Avião,Foguete,Troféu,Bola,Violão,Trompete,Sino,Âncora,Fones de ouvido,Pasta,Alfinete'
  ).split(','),
};
