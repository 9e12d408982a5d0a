/** Statistics of the link to one participant, since the previous reading. */
export interface ParticipantStats {
  /** Peer id of the participant. */
  readonly id: string;
  /** ms; null until measured. */
  readonly roundTripTime: number | null;
  /** Fraction of incoming packets that were lost, 0 to 1. */
  readonly packetLoss: number;
  /** Fraction of outgoing packets that were lost, as the other side reports it. */
  readonly outgoingPacketLoss: number;
  /** ms, of the incoming audio. */
  readonly jitter: number;
  /** bit/s, all media together. */
  readonly incomingBitrate: number;
  readonly outgoingBitrate: number;
  /** Estimated bandwidth from me to this participant, in bit/s; null if the browser doesn't report it. */
  readonly availableOutgoingBitrate: number | null;
  /** E.g. `opus`. */
  readonly incomingAudioCodec: string | null;
  readonly incomingVideo: VideoStats | null;
  readonly outgoingVideo: (VideoStats & {readonly limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other'}) | null;
  /** `relay` goes through TURN. Null before there is a path. */
  readonly path: 'direct' | 'relay' | null;
  readonly protocol: string | null;
}

export interface VideoStats {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Per second. */
  readonly frameRate: number;
  /** E.g. `VP8`. */
  readonly codec: string | null;
}

/** An entry of `RTCStatsReport`, loosely typed: browsers leave different fields out. */
type Stats = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly type: string;
  readonly timestamp: number;
};

/** Counters of one reading, which the next one turns into rates. */
export interface Reading {
  readonly time: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly packetsIn: number;
  readonly lost: number;
}

const number = (stats: Stats | undefined, key: string): number => {
  const value = stats?.[key];
  return typeof value === 'number' ? value : 0;
};
const string = (stats: Stats | undefined, key: string): string | null => {
  const value = stats?.[key];
  return typeof value === 'string' ? value : null;
};

/** The candidate pair in use. */
interface SelectedPath {
  readonly pair: Stats;
  /** `relay`: through TURN, on my side or the other one. */
  readonly kind: 'direct' | 'relay';
  /** `udp`, `tcp` or `tls`; for a relay of mine, the protocol to the TURN server. */
  readonly protocol: string | null;
  /** Candidate types (RFC 8445 §4). */
  readonly local: string | null;
  readonly remote: string | null;
}

/** The path that a connection uses; null before there is one. */
export function selectedPath(report: Iterable<Stats>): SelectedPath | null {
  const all = [...report];
  const byId = (id: string | null) => all.find(stats => stats.id === id);
  const ofType = (type: string) => all.filter(stats => stats.type === type);
  const pair =
    byId(string(ofType('transport')[0], 'selectedCandidatePairId')) ??
    ofType('candidate-pair').find(stats => stats['selected'] === true || stats['nominated'] === true);
  if (!pair) return null;
  const mine = byId(string(pair, 'localCandidateId'));
  const [local, remote] = [mine, byId(string(pair, 'remoteCandidateId'))].map(candidate =>
    string(candidate, 'candidateType'),
  ) as [string | null, string | null];
  return {
    pair,
    kind: local === 'relay' || remote === 'relay' ? 'relay' : 'direct',
    protocol: string(mine, 'relayProtocol') ?? string(mine, 'protocol'),
    local,
    remote,
  };
}

/**
 * Turns a stats report (W3C webrtc-stats) into typed statistics, and returns the counters for the next reading. Rates
 * are averages since `previous`; without it, the counters are treated as those of one second.
 */
export function toParticipantStats(
  id: string,
  report: Iterable<Stats>,
  previous: Reading | null,
): readonly [ParticipantStats, Reading] {
  const all = [...report];
  const byId = new Map(all.map(stats => [stats.id, stats]));
  const of = (type: string) => all.filter(stats => stats.type === type);
  const inbound = of('inbound-rtp');
  const outbound = of('outbound-rtp');
  // A paused track keeps its last report.
  const reports = of('remote-inbound-rtp').filter(
    stats => byId.get(string(stats, 'localId') ?? '')?.['active'] !== false,
  );
  const sum = (list: readonly Stats[], key: string) =>
    list.reduce((total, stats) => total + number(stats, key), 0);

  const reading: Reading = {
    time: all.reduce((latest, {timestamp}) => Math.max(latest, timestamp), 0),
    bytesIn: sum(inbound, 'bytesReceived'),
    bytesOut: sum(outbound, 'bytesSent'),
    packetsIn: sum(inbound, 'packetsReceived'),
    lost: sum(inbound, 'packetsLost'),
  };
  const since = previous ?? {time: reading.time - 1_000, bytesIn: 0, bytesOut: 0, packetsIn: 0, lost: 0};
  const seconds = Math.max((reading.time - since.time) / 1_000, 0.001);
  const lost = Math.max(0, reading.lost - since.lost);
  const arrived = Math.max(0, reading.packetsIn - since.packetsIn);

  const selected = selectedPath(all);
  const pair = selected?.pair;
  const roundTripTime = pair?.['currentRoundTripTime'];

  const codecOf = (stats: Stats | undefined) =>
    string(byId.get(string(stats, 'codecId') ?? ''), 'mimeType')?.replace(/^\w+\//, '') ?? null;
  const widest = (list: readonly Stats[]) =>
    list
      .filter(s => s['kind'] === 'video')
      .toSorted((a, b) => number(b, 'frameWidth') - number(a, 'frameWidth'))[0];
  const video = (stats: Stats | undefined): VideoStats | null => {
    const width = number(stats, 'frameWidth');
    if (width === 0) return null;
    const frameRate = number(stats, 'framesPerSecond');
    return {width, height: number(stats, 'frameHeight'), frameRate, codec: codecOf(stats)};
  };
  const outgoing = widest(outbound);
  const outgoingVideo = video(outgoing);
  const limit = string(outgoing, 'qualityLimitationReason');

  return [
    {
      id,
      roundTripTime: typeof roundTripTime === 'number' ? roundTripTime * 1_000 : null,
      packetLoss: lost + arrived > 0 ? lost / (lost + arrived) : 0,
      outgoingPacketLoss: Math.max(0, ...reports.map(stats => number(stats, 'fractionLost'))),
      jitter:
        number(
          inbound.find(s => s['kind'] === 'audio'),
          'jitter',
        ) * 1_000,
      incomingBitrate: ((reading.bytesIn - since.bytesIn) * 8) / seconds,
      outgoingBitrate: ((reading.bytesOut - since.bytesOut) * 8) / seconds,
      availableOutgoingBitrate: number(pair, 'availableOutgoingBitrate') || null,
      incomingVideo: video(widest(inbound)),
      outgoingVideo: outgoingVideo && {
        ...outgoingVideo,
        limitedBy: limit === 'cpu' || limit === 'bandwidth' || limit === 'other' ? limit : 'none',
      },
      incomingAudioCodec: codecOf(inbound.find(s => s['kind'] === 'audio')),
      path: selected?.kind ?? null,
      protocol: selected?.protocol ?? null,
    },
    reading,
  ];
}
