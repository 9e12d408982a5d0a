import {css} from 'lit';

export const avatarStyles = css`
  .avatar {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: var(--_avatar-size, calc(6 * var(--_rem)));
    aspect-ratio: 1;
    border-radius: var(--_round);
    background: light-dark(hsl(var(--_hue) 55% 86%), hsl(var(--_hue) 38% 30%));
    color: light-dark(hsl(var(--_hue) 60% 22%), hsl(var(--_hue) 70% 88%));
    font-size: calc(var(--_avatar-size, calc(6 * var(--_rem))) * 0.38);
    font-weight: 600;
    line-height: 1;
    letter-spacing: -0.02em;
    user-select: none;
  }
`;
