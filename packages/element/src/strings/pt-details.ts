import type {DetailStrings} from './index.js';

const insecureContext =
  'A câmera e o microfone só funcionam em páginas seguras. Abra esta página com https ou em localhost.';

const noDevices =
  'Este navegador não dá acesso à câmera nem ao microfone. Mesmo assim, você pode entrar e ouvir.';

export const strings: DetailStrings = {
  flowSteps: {
    'broker-connecting': 'Abre um WebSocket',
    'broker-open': 'Conectado ao broker',
    'broker-failed': 'Sem conexão com o broker',
    'room-requested': 'Pede para entrar na sala',
    'members-received': 'Quem está na sala',
    'room-refused': 'Entrada na sala recusada',
    'media-captured': 'Abre os dispositivos',
    'connection-created': 'Cria uma conexão entre pares',
    'offer-created': 'Cria uma oferta',
    offer: 'Oferta',
    'answer-created': 'Cria uma resposta',
    answer: 'Resposta',
    'remote-description-set': 'Aplica a descrição remota',
    'servers-asked': 'Pede endereços',
    address: 'Endereço público',
    relay: 'Relay reservado',
    'no-stun': 'Sem resposta do STUN',
    'no-relay': 'Sem relay do TURN',
    'no-candidates': 'Nenhum candidato encontrado',
    candidates: 'Candidatos',
    ringing: 'Tocando',
    accepted: 'Chamada aceita',
    checking: 'Verifica os caminhos',
    'path-found': 'Caminho encontrado',
    'ice-failed': 'Nenhum caminho funciona',
    encrypted: 'Criptografado',
    'dtls-failed': 'A criptografia falhou',
    'channel-open': 'Canal de dados aberto',
    'first-frame': 'Primeiro quadro de vídeo',
    stalled: 'Não chega nada',
    'ice-restart': 'Reinicia o ICE',
    recovered: 'De volta',
    'hang-up': 'Chamada encerrada',
    failed: 'A chamada falhou',
  },
  flowWords: {
    microphone: 'microfone',
    camera: 'câmera',
    'relay-only': 'só relay',
    none: 'nenhum servidor',
    stun: 'STUN',
    turn: 'TURN',
    udp: 'UDP',
    tcp: 'TCP',
    tls: 'TLS',
  },
  flowFixes: {
    'no-stun': 'O servidor STUN não respondeu. Verifique a opção stun do broker e se o UDP é permitido.',
    'no-relay':
      'O servidor TURN não forneceu um relay. Teste com rtc-broker check e verifique as opções turn.urls e turn.secret do broker.',
  },
  flowEmpty: 'Ainda não aconteceu nada. Cada passo do início da chamada aparecerá aqui.',
  flowEarlier: 'antes',
  flowPeer: 'Outro lado',
  flowBroker: 'Broker',
  flowServers: 'STUN/TURN',
  flowRoute: (from, to, via) => (via ? `de ${from} para ${to}, através de ${via}` : `de ${from} para ${to}`),
  flowPending: 'em andamento',
  flowExplain: 'Explicar cada passo',
  flowCopy: 'Copiar relatório',
  flowCopied: 'Copiado',
  flowWithNames: 'Com nomes',
  pathDirect: 'Direto',
  pathRelay: 'Por um relay',
  pathNone: 'Ainda sem caminho',
  roundTrip: 'Ida e volta',
  packetLoss: 'Perda',
  receiving: 'Recepção',
  sending: 'Envio',
  videoIn: 'Vídeo recebido',
  videoOut: 'Vídeo enviado',
  audioIn: 'Áudio recebido',
  framesPerSecond: count => `${count} fps`,
  limitedBy: {
    cpu: 'limitado pelo processador deste dispositivo',
    bandwidth: 'limitado pela rede',
    other: 'limitado',
  },

  flowGuide: {
    'broker-connecting':
      'Dois navegadores não conseguem encontrar um ao outro por conta própria. Cada um mantém um WebSocket com o broker, que passa as mensagens adiante.',
    'broker-open':
      'O broker já conhece meu ID e entrega o que é enviado a esse ID. Áudio e vídeo nunca passam pelo broker.',
    'broker-failed': 'Sem o broker não é possível chamar ninguém. Uma chamada já conectada continua sem ele.',
    'room-requested':
      'O WebRTC não diz como as pessoas encontram umas às outras. Aqui, o broker mantém uma lista de membros de cada sala.',
    'members-received':
      'De cada duas pessoas na sala, a que chegou depois chama a outra. Cada uma está conectada a todas as outras.',
    'room-refused':
      'O broker decide quem pode entrar: pelo token de acesso e por quantas pessoas já estão na sala.',
    'media-captured':
      'O navegador pede permissão e abre a câmera e o microfone: getUserMedia() devolve as faixas deles.',
    'connection-created':
      'Uma RTCPeerConnection é uma ponta da chamada. Ela recebe a lista dos servidores STUN e TURN que pode usar.',
    'offer-created':
      'O navegador anota, em SDP, o que pode enviar e receber: codecs, chaves e seções de mídia. É minha descrição local.',
    offer: 'A oferta passa pelo broker. Até haver resposta, nenhum lado sabe o que o outro pode fazer.',
    'answer-created':
      'Da oferta, o navegador escolhe o que ele também pode fazer e escreve isso na resposta.',
    answer: 'A resposta diz que partes da oferta são usadas. Com ela, os dois lados estão de acordo.',
    'remote-description-set':
      'O que o outro lado enviou é aplicado como descrição remota. A partir daqui, é possível adicionar candidatos.',
    'servers-asked':
      'Atrás de um roteador, um navegador não conhece seu próprio endereço público. O STUN diz qual é; o TURN empresta um dos seus.',
    address:
      'O servidor STUN responde com o endereço de onde vieram meus pacotes: um candidato “server-reflexive”.',
    relay:
      'O servidor TURN reservou um endereço para mim e encaminha o que chega lá: funciona onde nenhum caminho direto funciona.',
    'no-stun': 'O pedido foi enviado várias vezes, sem resposta. Muitas vezes, um firewall bloqueia o UDP.',
    'no-relay':
      'O servidor TURN não foi alcançado ou recusou as credenciais. Atrás de um firewall restritivo, ele é necessário.',
    'no-candidates':
      'Não há endereço que o outro lado possa tentar. Com “só relay”, todo candidato tem de vir do TURN.',
    candidates:
      'Cada endereço é enviado assim que é encontrado (trickle ICE), para que ninguém espere pelo mais lento.',
    ringing:
      'A chamada chegou à outra página e está tocando. Esta mensagem é deste aplicativo; o WebRTC não tem toque de chamada.',
    accepted: 'Alguém aceitou. A partir de agora, o outro lado pode enviar a câmera e o microfone.',
    checking:
      'Os dois lados enviam pedidos STUN de cada um dos seus candidatos para cada um dos do outro, para ver que pares funcionam.',
    'path-found':
      'Um par que funciona foi escolhido; todos os pacotes seguem por este caminho. Um caminho direto é preferido a um relay.',
    'ice-failed':
      'Nenhum par de candidatos teve resposta. Um relay conectaria praticamente qualquer par de redes.',
    encrypted:
      'Uma negociação DTLS neste caminho gera as chaves do SRTP. As impressões digitais vieram com a oferta e a resposta; nenhum servidor tem as chaves.',
    'dtls-failed':
      'O caminho funciona, mas os dois lados não chegaram a um acordo sobre as chaves; por isso, nada é enviado.',
    'channel-open':
      'Pelo mesmo caminho criptografado passa um canal de dados: estado dos microfones e das câmeras, chat e novas ofertas sem o broker.',
    'first-frame':
      'O primeiro quadro está na tela. O RTCP agora informa as perdas e pede quadros-chave quando é preciso.',
    stalled:
      'Não chega nada há mais de um segundo. O último quadro fica na tela enquanto se procura outro caminho.',
    'ice-restart':
      'Todos os endereços são reunidos e verificados de novo, com novas credenciais, enquanto o caminho antigo ainda é usado.',
    recovered:
      'Os pacotes voltaram a chegar. O receptor pede um quadro-chave, porque faltam pacotes ao decodificador.',
    'hang-up': 'Um lado se despede, pelo canal de dados e pelo broker; os dois fecham suas conexões.',
    failed: 'A conexão não foi estabelecida, ou não voltou a tempo, e foi fechada.',
  },
  errors: {
    'insecure-context': insecureContext,
    'not-supported': 'Este navegador não consegue fazer isso.',
    'invalid-id': 'Este não é um endereço que se possa chamar.',
    'invalid-room': 'O nome desta sala é longo demais ou tem caracteres que o nome de uma sala não pode ter.',
    'invalid-option': 'A chamada nesta página está mal configurada: uma das opções não é válida.',
    'id-taken': 'Este endereço já está em uso, talvez por você em outra aba.',
    'id-forbidden': 'Sua permissão para usar este servidor de chamadas é para outro endereço.',
    'origin-forbidden':
      'Este servidor de chamadas não aceita chamadas deste site. Quem administra o servidor precisa permitir {detail} (a opção “origins”).',
    'broker-refused': 'O servidor de chamadas recusou: {detail}',
    unauthorized: 'Você precisa de permissão para usar este servidor de chamadas.',
    'rooms-unsupported': 'Este servidor de chamadas não oferece salas.',
    'room-full': 'A sala está cheia. Tente de novo quando alguém tiver saído.',
    'bad-host-key': 'Este link de moderação está incompleto. Copie o link inteiro.',
    'wrong-host-key': 'Este link de moderação é de outra sala.',
    'not-in-room': 'Você não está nesta sala.',
    'not-a-host': 'Só quem modera a chamada pode fazer isso.',
    'host-not-allowed': 'Só quem modera esta sala pode fazer isso, e nunca contra outra pessoa da moderação.',
    'no-such-member': 'Esta pessoa não está mais aqui.',
    'too-many-knocks': 'Há pessoas demais querendo participar agora. Tente novamente mais tarde.',
    'room-forbidden': 'Você não tem acesso a esta sala. Fale com quem convidou você.',
    'invalid-emoji': 'É preciso exatamente um emoji.',
    'picture-in-picture-refused': 'No momento, seu navegador não mostra esta chamada em uma janela própria.',
    'not-connected': 'Ainda não há mais ninguém aqui. Envie de novo quando alguém tiver entrado.',
    'policy-forbidden':
      'Esta página não tem permissão para fazer isso. Quem administra a página precisa definir {detail}.',
    'connection-failed': 'Sua rede ou a da outra pessoa não deixa a chamada passar.',
    'bad-message': 'O outro lado enviou algo que não pode ser lido. Talvez as duas versões sejam diferentes.',
  },
  deviceErrors: {
    'insecure-context': {camera: insecureContext, microphone: insecureContext, both: insecureContext},
    'not-supported': {camera: noDevices, microphone: noDevices, both: noDevices},
    'permission-denied': {
      camera: 'Sua câmera está bloqueada para este site.',
      microphone: 'Seu microfone está bloqueado para este site: ninguém vai ouvir você.',
      both: 'Sua câmera e seu microfone estão bloqueados para este site.',
    },
    'permission-denied-by-system': {
      camera: 'Seu sistema não deixa este navegador usar sua câmera.',
      microphone: 'Seu sistema não deixa este navegador usar seu microfone.',
      both: 'Seu sistema não deixa este navegador usar sua câmera e seu microfone.',
    },
    'permission-dismissed': {
      camera:
        'Seu navegador pediu acesso à sua câmera e não teve resposta. Tente de novo e escolha “Permitir”.',
      microphone:
        'Seu navegador pediu acesso ao seu microfone e não teve resposta. Tente de novo e escolha “Permitir”.',
      both: 'Seu navegador pediu acesso à sua câmera e ao seu microfone e não teve resposta. Tente de novo e escolha “Permitir”.',
    },
    'policy-forbidden': {
      camera:
        'Esta página não tem permissão para usar sua câmera. Quem administra a página precisa definir {detail}.',
      microphone:
        'Esta página não tem permissão para usar seu microfone. Quem administra a página precisa definir {detail}.',
      both: 'Esta página não tem permissão para usar sua câmera e seu microfone. Quem administra a página precisa definir {detail}.',
    },
    'device-not-found': {
      camera: 'Nenhuma câmera foi encontrada. Você pode entrar sem câmera.',
      microphone: 'Nenhum microfone foi encontrado: ninguém vai ouvir você. Mesmo assim, você pode entrar.',
      both: 'Nenhuma câmera e nenhum microfone foram encontrados. Você pode entrar para ver e ouvir.',
    },
    'device-in-use': {
      camera: 'Outro aplicativo está usando sua câmera. Feche esse aplicativo e depois ative a câmera aqui.',
      microphone:
        'Outro aplicativo está usando seu microfone. Feche esse aplicativo e depois ative o microfone aqui.',
      both: 'Outro aplicativo está usando sua câmera e seu microfone. Feche esse aplicativo e depois ative os dois aqui.',
    },
    'device-failed': {
      camera: 'Sua câmera parou de funcionar. Escolha outra ou entre sem câmera.',
      microphone: 'Seu microfone parou de funcionar. Escolha outro.',
      both: 'Sua câmera e seu microfone pararam de funcionar. Escolha outros.',
    },
  },
  permissionSteps: {
    chromium: 'Clique no ícone à esquerda do endereço da página, ative o que está bloqueado e tente de novo.',
    firefox: 'Clique no ícone riscado à esquerda do endereço da página, remova “Bloqueado” e tente de novo.',
    safari: 'Na barra de menus, abra Safari › Ajustes para Este Site, escolha “Permitir” e tente de novo.',
    ios: 'Toque no botão ao lado do endereço da página, abra os ajustes do site, escolha “Permitir” e tente de novo.',
    android:
      'Toque no ícone à esquerda do endereço da página e depois em Permissões, permita o que está bloqueado e tente de novo.',
  },
  systemSteps: {
    mac: 'Abra Ajustes do Sistema › Privacidade e Segurança › “Câmera” e “Microfone” e ative este navegador ali. Talvez seja preciso reiniciá-lo.',
    windows:
      'Abra Configurações › Privacidade e segurança › “Câmera” e “Microfone” e permita o acesso dos aplicativos e dos aplicativos da área de trabalho. Depois, tente de novo.',
    other: 'Permita o acesso nas configurações de privacidade do seu sistema e tente de novo.',
  },
  knockRequired: 'Alguém na chamada precisa deixar você entrar.',
  knockText: 'Quem é você (opcional)',
  askToJoin: 'Pedir para participar',
  knocking: 'Aguardando para entrar',
  knockingHint: 'Você vai entrar assim que alguém permitir.',
  roomLocked: 'A sala está trancada',
  roomUnlocked: 'A sala não está mais trancada',
  hostControls: 'Moderação',
  lockRoom: 'Trancar a sala',
  lockRoomHint: 'Quem quiser entrar terá de pedir.',
  muteEveryone: 'Silenciar todo mundo',
  wantsToJoin: (who, count) => (count === 1 ? `${who} quer participar` : `${who} querem participar`),
  waitingToJoin: 'Pedidos para participar',
  admit: 'Aceitar',
  admitAll: 'Aceitar todo mundo',
  refuse: 'Recusar',
  showAll: 'Ver a lista',
  mutePerson: 'Silenciar',
  removePerson: 'Remover',
  removeTitle: name => `Remover ${name} da chamada?`,
  removeHint: 'Essa pessoa é removida na hora e não consegue voltar tão facilmente.',
  leaveTitle: 'Sair da chamada ou encerrá-la para todo mundo?',
  endForEveryone: 'Encerrar para todo mundo',
  mutedByHost: 'Alguém da moderação silenciou você. Você pode ativar o microfone de novo.',
  shareStoppedByHost: 'Alguém da moderação parou o compartilhamento da sua tela.',
};
