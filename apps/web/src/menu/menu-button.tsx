import { cloneElement, Suspense, useState, type ButtonHTMLAttributes, type ReactElement, type ReactNode } from 'react';

type Trigger = ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;

interface MenuButtonProps {
  /** The button, without behaviour. */
  readonly trigger: Trigger;
  /** The menu around the same button, open from the start; its code may still have to be loaded. */
  readonly renderMenu: (trigger: Trigger) => ReactNode;
  /** What it opens. Default `menu`. */
  readonly opens?: 'menu' | 'dialog';
}

/**
 * A button that opens a menu or a panel. A long list has many, nearly all of them never pressed: until then it is only a button,
 * and what menus are made of is not even loaded.
 */
export function MenuButton({ trigger, renderMenu, opens = 'menu' }: MenuButtonProps) {
  const [isWanted, setIsWanted] = useState(false);
  const plain = cloneElement(trigger, {
    'aria-haspopup': opens,
    'aria-expanded': false,
    onClick: () => setIsWanted(true),
    onKeyDown: (event) => {
      if (opens !== 'menu' || event.key !== 'ArrowDown') return;
      event.preventDefault();
      setIsWanted(true);
    },
  });
  return isWanted ? <Suspense fallback={plain}>{renderMenu(trigger)}</Suspense> : plain;
}
