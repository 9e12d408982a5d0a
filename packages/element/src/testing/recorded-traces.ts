import type {TraceEntry, TraceStep} from '@rtc-call/engine';

/**
 * Traces that were recorded in real calls (Chromium 156, coturn): the time in ms, who (`l`: local, `r`: remote), step
 * and detail, a comma for the end of a line. Peer ids are replaced by `grace`; `@` is another one.
 */

/** A call between two people, by the caller: over a relay while it rings, then directly. */
export const directCaller = parse(`
  0 l broker-connecting, 14 r broker-open, 154 l connection-created stun turn, 173 l offer-created,
  173 l local-description-set offer, 174 l offer-sent, 178 l ice-gathering gathering,
  179 l candidate-gathered host, 179 l candidate-sent host, 180 l candidate-gathered host,
  182 l candidate-sent host, 182 l candidate-gathered host, 182 l candidate-sent host,
  182 l candidate-gathered host, 182 l candidate-sent host, 195 r ringing, 265 r answer-received,
  274 r stream-received audio, 274 r stream-received video, 275 l remote-description-set answer,
  280 l candidate-gathered relay, 281 l candidate-sent relay, 283 l candidate-gathered relay,
  283 l candidate-sent relay, 317 l media-captured microphone, 317 l media-captured camera,
  363 l ice-state checking, 364 l candidate-gathered host, 365 l candidate-sent host,
  366 l candidate-gathered host, 366 l candidate-sent host, 367 l candidate-gathered host,
  367 l candidate-sent host, 368 l candidate-gathered host, 368 l candidate-sent host,
  369 l ice-state connected, 370 r candidate-received relay, 397 l channel-open, 401 l ice-gathering complete,
  401 l dtls-state connecting, 402 l dtls-state connected, 402 l candidate-added relay, 403 r accepted,
  483 r candidate-received relay, 491 l path-selected relay udp host relay, 538 l candidate-added relay,
  576 r offer-received, 598 l remote-description-set offer, 603 l path-selected direct udp host prflx,
  611 l answer-created, 611 l local-description-set answer, 612 l answer-sent, 612 r candidate-received host,
  632 l candidate-added host, 632 r candidate-received host, 636 l ice-gathering gathering,
  644 l candidate-added host, 644 r candidate-received host, 649 l candidate-gathered host,
  649 l candidate-sent host, 650 l candidate-gathered host, 650 l candidate-sent host,
  651 l candidate-gathered host, 651 l candidate-sent host, 652 l candidate-gathered host,
  652 l candidate-sent host, 652 l candidate-added host, 652 r candidate-received host,
  655 l candidate-added host, 666 r first-frame, 670 l candidate-gathered relay, 670 l candidate-sent relay,
  671 l candidate-gathered relay, 671 l candidate-sent relay, 730 l candidate-gathered host,
  733 l candidate-sent host, 735 l candidate-gathered host, 735 l candidate-sent host,
  736 l candidate-gathered host, 736 l candidate-sent host, 736 l candidate-gathered host,
  736 l candidate-sent host, 736 l ice-gathering complete, 780 l path-selected direct udp host host,
`);

/** The same call by the callee. */
export const directCallee = parse(`
  0 l broker-connecting, 83 r broker-open, 387 l ringing, 407 l connection-created stun turn relay-only,
  408 r offer-received, 427 r stream-received audio, 428 r stream-received video,
  428 l remote-description-set offer, 436 l answer-created, 436 l local-description-set answer,
  437 l answer-sent, 438 r candidate-received host, 444 l candidate-added host, 445 r candidate-received host,
  446 l ice-gathering gathering, 446 l candidate-added host, 447 r candidate-received host,
  447 l candidate-added host, 447 r candidate-received host, 448 l candidate-added host,
  468 r candidate-received relay, 469 l candidate-added relay, 469 r candidate-received relay,
  472 l candidate-added relay, 508 l ice-state checking, 509 l candidate-gathered relay,
  510 l candidate-sent relay, 515 l candidate-gathered relay, 516 l candidate-sent relay,
  516 l ice-state connected, 516 l dtls-state connecting, 517 l ice-gathering complete,
  518 l dtls-state connected, 520 l path-selected relay udp relay host, 534 l channel-open,
  547 r candidate-received host, 553 l accepted, 617 l candidate-added host, 703 l offer-created,
  703 l local-description-set offer, 703 l offer-sent, 704 r candidate-received host,
  709 l candidate-added host, 709 r candidate-received host, 712 l ice-gathering gathering,
  716 l candidate-added host, 716 r candidate-received host, 717 l candidate-gathered host,
  718 l candidate-sent host, 718 l candidate-gathered host, 718 l candidate-sent host,
  719 l candidate-gathered host, 720 l candidate-sent host, 720 l candidate-gathered host,
  721 l candidate-sent host, 721 l candidate-added host, 736 l media-captured microphone,
  738 l media-captured camera, 758 r first-frame, 767 l ice-gathering complete, 797 r answer-received,
  807 l remote-description-set answer, 837 r candidate-received host, 841 l candidate-added host,
  841 r candidate-received host, 865 l candidate-added host, 866 r candidate-received host,
  868 l candidate-added host, 868 r candidate-received host, 869 l candidate-added host,
  869 r candidate-received relay, 879 l candidate-added relay, 879 r candidate-received relay,
  885 l candidate-added relay, 928 r candidate-received host, 929 l candidate-added host,
  929 r candidate-received host, 930 l candidate-added host, 930 r candidate-received host,
  930 l candidate-added host, 930 r candidate-received host, 931 l candidate-added host,
  948 l path-selected direct udp host host,
`);

/** A room with `relay-only`, TURN over TLS. */
export const relayed = parse(`
  0 l broker-connecting, 120 r broker-open, 120 l room-requested, 156 r members-received,
  170 l connection-created turn relay-only, 226 l offer-created, 226 l local-description-set offer,
  227 l offer-sent, 229 l ice-gathering gathering, 243 l media-captured microphone,
  246 l media-captured camera, 332 l candidate-gathered relay, 332 l candidate-sent relay,
  342 l candidate-gathered relay, 342 l candidate-sent relay, 343 l candidate-gathered relay,
  343 l candidate-sent relay, 345 l candidate-gathered relay, 345 l candidate-sent relay,
  357 l ice-gathering complete, 439 r accepted, 515 r answer-received, 523 r stream-received audio,
  525 r stream-received video, 529 l remote-description-set answer, 795 r candidate-received relay,
  798 l candidate-added relay, 799 l ice-state checking, 799 l dtls-state connecting,
  808 l ice-state connected, 827 r candidate-received relay, 828 l candidate-added relay,
  829 r candidate-received relay, 830 l candidate-added relay, 830 r candidate-received relay,
  831 l candidate-added relay, 884 l dtls-state connected, 894 l path-selected relay tls relay relay,
  909 l channel-open, 966 r first-frame,
`);

/** Nothing listens at the broker’s address. */
export const unreachable = parse(`
  0 l broker-connecting, 14 r broker-failed broker-unreachable, 224 l connection-created none,
  252 l offer-created, 252 l local-description-set offer, 252 l offer-sent,
`);

/** A room with `relay-only`, and no TURN server. */
export const withoutCandidates = parse(`
  0 l broker-connecting, 108 r broker-open, 108 l room-requested, 157 l media-captured microphone,
  157 l media-captured camera, 162 r members-received, 2149 l accepted,
  2162 l connection-created none relay-only, 2162 r offer-received, 2171 r stream-received audio,
  2176 r stream-received video, 2177 l remote-description-set offer, 2188 l answer-created,
  2188 l local-description-set answer, 2188 l answer-sent, 2189 l ice-gathering gathering,
  2301 l ice-gathering complete, 31913 r hang-up failed, 31914 l failed connection-failed,
`);

/** A room with `relay-only`, and nothing at the TURN server’s address. */
export const deadTurn = parse(`
  0 l broker-connecting, 57 l media-captured microphone, 57 l media-captured camera, 73 r broker-open,
  73 l room-requested, 99 r members-received, 117 l connection-created turn relay-only, 168 l offer-created,
  168 l local-description-set offer, 169 l offer-sent, 170 l ice-gathering gathering, 303 r accepted,
  411 r answer-received, 428 r stream-received audio, 432 r stream-received video,
  433 l remote-description-set answer, 30107 l hang-up failed, 30111 l failed connection-failed,
`);

/** The callee declines. */
export const declined = parse(`
  0 l broker-connecting, 43 r broker-open, 729 l connection-created none, 787 l offer-created,
  787 l local-description-set offer, 789 l offer-sent, 791 l ice-gathering gathering,
  793 l candidate-gathered host, 793 l candidate-sent host, 795 l candidate-gathered host,
  796 l candidate-sent host, 798 l candidate-gathered host, 798 l candidate-sent host,
  799 l candidate-gathered host, 799 l candidate-sent host, 809 r ringing, 889 l media-captured microphone,
  890 l media-captured camera, 921 l candidate-gathered host, 922 l candidate-sent host,
  923 l candidate-gathered host, 924 l candidate-sent host, 925 l candidate-gathered host,
  926 l candidate-sent host, 927 l candidate-gathered host, 928 l candidate-sent host, 930 r hang-up declined,
`);

/** Nobody has this peer id, after a call with somebody else. */
export const unavailable = parse(`
  0 l broker-connecting, 14 r broker-open, 154 l@ connection-created stun turn, 173 l@ offer-created,
  173 l@ local-description-set offer, 174 l@ offer-sent, 178 l@ ice-gathering gathering,
  179 l@ candidate-gathered host, 179 l@ candidate-sent host, 180 l@ candidate-gathered host,
  182 l@ candidate-sent host, 182 l@ candidate-gathered host, 182 l@ candidate-sent host,
  182 l@ candidate-gathered host, 182 l@ candidate-sent host, 195 r@ ringing, 265 r@ answer-received,
  274 r@ stream-received audio, 274 r@ stream-received video, 275 l@ remote-description-set answer,
  280 l@ candidate-gathered relay, 281 l@ candidate-sent relay, 283 l@ candidate-gathered relay,
  283 l@ candidate-sent relay, 317 l media-captured microphone, 317 l media-captured camera,
  363 l@ ice-state checking, 364 l@ candidate-gathered host, 365 l@ candidate-sent host,
  366 l@ candidate-gathered host, 366 l@ candidate-sent host, 367 l@ candidate-gathered host,
  367 l@ candidate-sent host, 368 l@ candidate-gathered host, 368 l@ candidate-sent host,
  369 l@ ice-state connected, 370 r@ candidate-received relay, 397 l@ channel-open,
  401 l@ ice-gathering complete, 401 l@ dtls-state connecting, 402 l@ dtls-state connected,
  402 l@ candidate-added relay, 403 r@ accepted, 483 r@ candidate-received relay,
  491 l@ path-selected relay udp host relay, 538 l@ candidate-added relay, 576 r@ offer-received,
  598 l@ remote-description-set offer, 603 l@ path-selected direct udp host prflx, 611 l@ answer-created,
  611 l@ local-description-set answer, 612 l@ answer-sent, 612 r@ candidate-received host,
  632 l@ candidate-added host, 632 r@ candidate-received host, 636 l@ ice-gathering gathering,
  644 l@ candidate-added host, 644 r@ candidate-received host, 649 l@ candidate-gathered host,
  649 l@ candidate-sent host, 650 l@ candidate-gathered host, 650 l@ candidate-sent host,
  651 l@ candidate-gathered host, 651 l@ candidate-sent host, 652 l@ candidate-gathered host,
  652 l@ candidate-sent host, 652 l@ candidate-added host, 652 r@ candidate-received host,
  655 l@ candidate-added host, 666 r@ first-frame, 670 l@ candidate-gathered relay,
  670 l@ candidate-sent relay, 671 l@ candidate-gathered relay, 671 l@ candidate-sent relay,
  730 l@ candidate-gathered host, 733 l@ candidate-sent host, 735 l@ candidate-gathered host,
  735 l@ candidate-sent host, 736 l@ candidate-gathered host, 736 l@ candidate-sent host,
  736 l@ candidate-gathered host, 736 l@ candidate-sent host, 736 l@ ice-gathering complete,
  780 l@ path-selected direct udp host host, 8170 l@ hang-up hung-up, 8282 l connection-created stun turn,
  8315 l offer-created, 8315 l local-description-set offer, 8315 l offer-sent, 8320 l ice-gathering gathering,
  8334 l candidate-gathered host, 8334 l candidate-sent host, 8340 l candidate-gathered host,
  8340 l candidate-sent host, 8343 l candidate-gathered host, 8343 l candidate-sent host,
  8345 l candidate-gathered host, 8346 l candidate-sent host, 8354 l media-captured microphone,
  8354 l media-captured camera, 8370 l candidate-gathered relay, 8370 l candidate-sent relay,
  8378 l candidate-gathered relay, 8378 l candidate-sent relay, 8431 l candidate-gathered host,
  8431 l candidate-sent host, 8434 l candidate-gathered host, 8435 l candidate-sent host,
  8437 l candidate-gathered host, 8437 l candidate-sent host, 8440 l candidate-gathered host,
  8440 l candidate-sent host, 8444 l ice-gathering complete, 13324 l failed peer-unavailable,
`);

/** A room; after a second, the network is gone for a moment. */
export const reconnected = parse(`
  0 l broker-connecting, 23 l media-captured microphone, 23 l media-captured camera, 134 r broker-open,
  134 l room-requested, 196 r members-received, 1151 l accepted, 1163 l connection-created none,
  1164 r offer-received, 1192 r stream-received audio, 1199 r stream-received video,
  1201 l remote-description-set offer, 1249 l answer-created, 1249 l local-description-set answer,
  1250 l answer-sent, 1250 r candidate-received host, 1254 l candidate-added host,
  1254 r candidate-received host, 1254 l ice-gathering gathering, 1260 l candidate-added host,
  1260 r candidate-received host, 1261 l ice-state checking, 1262 l candidate-gathered host,
  1263 l candidate-sent host, 1264 l candidate-gathered host, 1264 l candidate-sent host,
  1265 l candidate-gathered host, 1265 l candidate-sent host, 1268 l candidate-gathered host,
  1268 l candidate-sent host, 1270 l candidate-added host, 1270 r candidate-received host,
  1271 l dtls-state connecting, 1277 l candidate-added host, 1287 l ice-state connected,
  1287 l ice-gathering complete, 1312 r candidate-received host, 1314 l candidate-added host,
  1314 r candidate-received host, 1316 l candidate-added host, 1316 r candidate-received host,
  1317 l candidate-added host, 1317 r candidate-received host, 1318 l candidate-added host,
  1367 l dtls-state connected, 1377 l path-selected direct udp host host, 1471 l channel-open,
  1520 r first-frame, 2574 l stalled, 2575 l ice-restart, 2583 l offer-created,
  2583 l local-description-set offer, 2583 l offer-sent, 2586 l ice-gathering gathering,
  2588 l candidate-gathered host, 2594 l candidate-sent host, 2595 l candidate-gathered host,
  2595 l candidate-sent host, 2596 l candidate-gathered host, 2596 l candidate-sent host,
  2597 l candidate-gathered host, 2597 l candidate-sent host, 2715 l candidate-gathered host,
  2717 l candidate-sent host, 2729 l candidate-gathered host, 2733 l candidate-sent host,
  2747 l candidate-gathered host, 2750 l candidate-sent host, 2761 l candidate-gathered host,
  2764 l candidate-sent host, 2781 l ice-gathering complete, 2790 r answer-received,
  2805 l remote-description-set answer, 2818 l recovered, 2846 r candidate-received host,
  2852 l candidate-added host, 2853 r candidate-received host, 2854 l candidate-added host,
  2854 r candidate-received host, 2855 l candidate-added host, 2855 r candidate-received host,
  2856 l candidate-added host, 2856 r candidate-received host, 2857 l candidate-added host,
  2861 r candidate-received host, 2863 l candidate-added host, 2875 r candidate-received host,
  2878 l candidate-added host, 2880 r candidate-received host, 2882 l candidate-added host,
  2908 r candidate-received host, 2911 l candidate-added host, 2911 r candidate-received host,
  2913 l candidate-added host, 2913 r candidate-received host, 2915 l candidate-added host,
  2915 r candidate-received host, 2916 l candidate-added host, 2916 r candidate-received host,
  2918 l candidate-added host, 2919 r candidate-received host, 2920 l candidate-added host,
  2921 r candidate-received host, 2922 l candidate-added host, 2923 r candidate-received host,
  2924 l candidate-added host,
`);

function parse(text: string): readonly TraceEntry[] {
  return text
    .split(',')
    .map(line => line.trim().split(' '))
    .filter(([time]) => time !== '')
    .map(([time, side = '', step = '', ...details]) => ({
      step: step as TraceStep,
      time: Number(time),
      side: side.startsWith('l') ? 'local' : 'remote',
      peer: /^(?:broker|room|members|media)-/.test(step) ? null : side.endsWith('@') ? 'other' : 'grace',
      ...(details.length > 0 && {detail: details.join(' ')}),
    }));
}
