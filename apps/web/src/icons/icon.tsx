const paths = {
  back: 'M14.5 5.500L8 12l6.500 6.500',
  bin: 'M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7M10.500 10.500v5.500M13.500 10.500v5.500',
  chat: 'M4 5h16v11h-9.500L6.500 20v-4H4z',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  chevron: 'M7 10l5 5 5-5',
  close: 'M6.500 6.500l11 11M17.500 6.500l-11 11',
  code: 'M9 7l-5 5 5 5M15 7l5 5-5 5',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  download: 'M12 4v11M7 10.500l5 5 5-5M5 20h14',
  drawer: 'M4 5h16v14H4zM9.500 5v14',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  file: 'M6 3.500h8l4 4v13H6zM14 3.500v4h4',
  folder: 'M4 6h6l2 2.500h8V18.500H4z',
  image: 'M4 5h16v14H4zM4 16l4.500-4.500 3.500 3.500 3-3 5 5M15.500 8.500h.01',
  keyboard: 'M3 6.500h18v11H3zM6.500 10h.01M10 10h.01M13.500 10h.01M17 10h.01M8 14h8',
  link: 'M10 13.500a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 10.500a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1',
  list: 'M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 017 0v3',
  menu: 'M4 7h16M4 12h16M4 17h10',
  model: 'M7 7h10v10H7zM10 3.500V7M14 3.500V7M10 17v3.500M14 17v3.500M3.500 10H7M3.500 14H7M17 10h3.500M17 14h3.500',
  merge: 'M4 12h16M12 3.500V9M9.500 6.500L12 9l2.500-2.500M12 20.500V15M9.500 17.500L12 15l2.500 2.500',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  pause: 'M9 6v12M15 6v12',
  globe: 'M12 4a8 8 0 100 16 8 8 0 000-16zM4 12h16M12 4c-3.500 4.500-3.500 11.500 0 16M12 4c3.500 4.500 3.500 11.500 0 16',
  home: 'M4 11l8-7 8 7v9h-5.500v-6h-5v6H4z',
  queue: 'M4 6.500h10M4 12h16M4 17.500h13',
  table: 'M4 5h16v14H4zM4 10h16M4 14.500h16M10 10v9',
  task: 'M5 5h14v14H5zM8.500 12l2.500 2.500 4.500-5',
  template: 'M5 4h14v16H5zM8.500 8.500h7M8.500 12h7M8.500 15.500h4',
  brush:
    'M20 4c-5 2-9.500 6-11.500 10l2.200 2.200C15 14 18.500 9.500 20 4zM8 14.300c-2.300 0-3.200 1.500-3.200 3 0 1.300-.7 2-1.600 2.400 4 .9 7.300-.2 7.300-3.700',
  numbers: 'M10 6h10M10 12h10M10 18h10M4 4.500l1.500-1v5M3.800 15.500c.2-2 3-2 3 0 0 1.200-3 2-3 3.500h3.200',
  play: 'M8 6l10 6-10 6z',
  plus: 'M12 5v14M5 12h14',
  quote: 'M10 12H5V7h5v5c0 2.500-1.500 4-3.500 4.500M19 12h-5V7h5v5c0 2.500-1.500 4-3.500 4.500',
  redo: 'M15 5l4.500 4.500L15 14M19.500 9.500H10a5 5 0 000 10h3',
  refresh: 'M19 12a7 7 0 11-2.200-5.100M19 4v4h-4',
  restore: 'M9 5L4.500 9.500 9 14M4.500 9.500H14a5 5 0 010 10h-3',
  search: 'M11 5a6 6 0 100 12 6 6 0 000-12zM15.500 15.500L20 20',
  send: 'M12 19V5.500M6.500 11L12 5.500l5.500 5.500',
  settings: 'M4 7.500h9M17 7.500h3M15 5.500v4M4 16.500h3M11 16.500h9M9 14.500v4',
  shield: 'M12 3.500l7 2.800V12c0 4.500-3 7-7 8.500-4-1.500-7-4-7-8.500V6.300z',
  split: 'M4 12h16M12 9V3.500M9.500 6L12 3.500 14.500 6M12 15v5.500M9.500 18l2.500 2.500 2.500-2.500',
  stop: 'M7 7h10v10H7z',
  twin: 'M4 6h10v10H4zM10 16v3h10V9h-6',
  ring: 'M12 5a7 7 0 100 14 7 7 0 000-14z',
  theme: 'M12 4a8 8 0 100 16 8 8 0 000-16zM12 4v16M12 7a5 5 0 010 10',
  up: 'M7 14l5-5 5 5',
  unlock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 016.800-1.200',
  upload: 'M12 16V5M7 9.500l5-5 5 5M5 20h14',
  warning: 'M12 4.500L21 19.500H3zM12 10v4.500M12 17h.01',
} as const;

export type IconName = keyof typeof paths;

/** A drawn sign on a 24 grid. It says nothing to a screen reader: the word beside it, or the button's label, does. */
export function Icon({ name, small = false }: { readonly name: IconName; readonly small?: boolean }) {
  const isSolid = name === 'stop' || name === 'play';
  const strokeWidth = name === 'more' ? 2.6 : undefined;
  return (
    <svg
      className={small ? 'icon small' : 'icon'}
      viewBox="0 0 24 24"
      aria-hidden="true"
      style={{ ...(isSolid ? { fill: 'currentColor' } : {}), ...(strokeWidth ? { strokeWidth } : {}) }}
    >
      <path d={paths[name]} />
    </svg>
  );
}
