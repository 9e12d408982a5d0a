import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {duration} from './format.js';
import type {FlowStep} from './steps.js';

/**
 * The sequence diagram: a list of steps for everyone, whose lanes and arrows are drawn beside the text with CSS. Time
 * flows down.
 */
export function diagram(
  steps: readonly FlowStep[],
  peerName: string,
  isExplained: boolean,
  context: Context,
): TemplateResult {
  const {strings, lang} = context;
  const lanes = [strings.me, strings.flowBroker, strings.flowServers, peerName || strings.flowPeer];
  if (steps.length === 0) return html`<p class="hint" part="hint">${strings.flowEmpty}</p>`;
  return html`<div class="lanes" aria-hidden="true">
      ${lanes.map(name => html`<span part="flow-lane"><bdi>${name}</bdi></span>`)}
    </div>
    <ol>
      ${steps.map(step => {
        const {name, kind, from, to, via, isMutual, time, status} = step;
        const at = Math.min(from, to);
        const span = Math.abs(to - from);
        const direction = isMutual ? 'both' : from < to ? 'forth' : from > to ? 'back' : 'here';
        const through = via === null ? '' : lanes[via]!;
        const route = direction === 'here' ? '' : strings.flowRoute(lanes[from]!, lanes[to]!, through);
        const isRed = status === 'failed';
        const text = problemOf(step, context);
        return html`<li class="${kind} ${direction} ${status}" part="flow-step">
          <time part="flow-time">${time < 0 ? strings.flowEarlier : duration(lang, time)}</time>
          <p class="what" part="flow-step-name">
            <b>${isRed ? icon('alert') : nothing}${strings.flowSteps[name]}</b>
            <span class="details">${detailsOf(step, strings.flowWords)}</span>
            <span class="hidden"> ${route} ${status === 'pending' ? strings.flowPending : ''} </span>
          </p>
          <div class="wire" part="flow-arrow" aria-hidden="true" .style="--at:${at};--span:${span}">
            ${via === null ? nothing : html`<i .style="--via:${via}"></i>`}${isMutual ? html`<b></b>` : nothing}
          </div>
          ${text ? html`<p class="problem" part="flow-problem">${text}</p>` : nothing}
          ${isExplained ? explanation(step, strings) : nothing}
        </li>`;
      })}
    </ol>`;
}

/** `8 host, 2 relay`: with counts if they say something. A word may come from the other side, so it has to look like one. */
const detailsOf = ({name, details}: FlowStep, words: Readonly<Record<string, string>>) =>
  [...details]
    .filter(([word]) => /^[a-z-]{1,16}$/.test(word))
    .map(([word, count]) => `${name === 'candidates' ? `${count} ` : ''}${words[word] ?? word}`)
    .join(', ');

/** What happened and what to do about it, in the words of `rtc-broker check`. Who ended a call needs no advice. */
export function problemOf(
  {name, problem, status}: FlowStep,
  {problems, strings}: Context,
): string | undefined {
  const known = problem && problems[problem];
  return known
    ? [known.sentence, status === 'failed' ? known.fix : ''].join(' ').replace(/:? ?\{detail\}/, '')
    : strings.flowFixes[name];
}

function explanation({name}: FlowStep, {flowGuide, flowSources}: Context['strings']) {
  const found = flowSources?.[name];
  if (!found) return nothing;
  const {url, source} = found;
  return html`<p class="why" part="flow-explanation">
    ${flowGuide[name]} <a href=${url} target="_blank" rel="noopener noreferrer">${source}</a>
  </p>`;
}
