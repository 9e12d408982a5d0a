import {css} from 'lit';

/**
 * The design tokens. A page sets `--rtc-*` on the element or on an ancestor. Inside, only `--_*` is read, so that a
 * default never overrides an inherited value. Light or dark follows the page's `color-scheme`.
 *
 * A text colour that the page doesn't set is white, or black where white would have a contrast below 4.5: on colours with a
 * luminance above 0.183 (WCAG 2.2). `--_on` is a channel of it in the syntax of relative colours, in which `y` is that
 * luminance; 2 is beyond white, and clipped. `contrast-color()` would turn to black much earlier, at a lower contrast.
 */
export const tokens = css`
  :host {
    --_accent: var(--rtc-accent, light-dark(#3b5bdb, #4c66e8));
    --_on: clamp(0, (0.183 - y) * 999, 2);
    --_on-accent: var(--rtc-on-accent, color(from var(--_accent) xyz-d65 var(--_on) var(--_on) var(--_on)));
    --_success: var(--rtc-success, light-dark(#0f7b4d, #15804f));
    --_on-success: var(
      --rtc-on-success,
      color(from var(--_success) xyz-d65 var(--_on) var(--_on) var(--_on))
    );
    --_danger: var(--rtc-danger, light-dark(#d3263a, #d93848));
    --_on-danger: var(--rtc-on-danger, color(from var(--_danger) xyz-d65 var(--_on) var(--_on) var(--_on)));
    --_warning: var(--rtc-warning, light-dark(#fff4d6, #3a2c08));
    --_on-warning: var(--rtc-on-warning, light-dark(#5c4300, #ffe2a0));
    /* The same colours as text or as a line on a surface: dark enough there, or light enough. */
    --_accent-text: light-dark(
      oklch(from var(--_accent) min(l, 0.48) c h),
      oklch(from var(--_accent) max(l, 0.78) c h)
    );
    --_danger-text: light-dark(
      oklch(from var(--_danger) min(l, 0.48) c h),
      oklch(from var(--_danger) max(l, 0.78) c h)
    );
    --_surface: var(--rtc-surface, light-dark(#f3f4f8, #0e1016));
    --_raised: var(--rtc-surface-raised, light-dark(#fff, #1a1d27));
    --_control: var(--rtc-control, light-dark(#e8eaf2, #2a2e3c));
    --_text: var(--rtc-text, light-dark(#171a26, #eef0f7));
    --_muted: var(--rtc-text-muted, light-dark(#555b70, #a4abc0));
    --_border: var(--rtc-border, light-dark(#d7dae5, #2f3443));
    --_tile: var(--rtc-tile, light-dark(#dfe2ec, #20242f));
    --_speaking: var(--rtc-speaking, light-dark(#1f9d63, #4ade95));
    --_font: var(--rtc-font, system-ui, sans-serif);
    --_emoji: 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', var(--_font);
    --_shadow: 0 1px 2px rgb(12 16 32 / 0.08), 0 8px 28px rgb(12 16 32 / 0.12);
  }

  /*
   * --_rem is the unit of all sizes: the visitor's font size, whatever the page sets on its root, a little smaller in a
   * tiny element and larger in a huge one. adopted-styles.ts registers it as a length, so that it is computed here.
   *
   * --_radius is that of tiles and panels, from which all others are derived. --_round makes pills and circles of controls,
   * unless the radius is 8px or less: then they have just this radius.
   */
  .layout {
    --_rem: calc(
      1em + clamp(-2px, (100cqmin - 340px) * 0.015, 0px) + clamp(0px, (100cqmin - 900px) * 0.011, 16px)
    );
    --_radius: var(--rtc-radius, var(--_rem));
    --_round: max(var(--_radius), 99 * (var(--_radius) - 8px));
    --_gap: var(--rtc-gap, calc(0.625 * var(--_rem)));
    --_control-size: var(--rtc-control-size, calc(3 * var(--_rem)));
  }

  /* WCAG 2.5.5: fingers need 44 px, also in a tiny element. */
  @media (pointer: coarse) {
    .layout {
      --_control-size: max(44px, var(--rtc-control-size, calc(3 * var(--_rem))));
    }
  }

  .layout > * {
    font-size: var(--_rem);
  }

  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--_text);
      --_border: currentColor;
    }
  }
`;
