import { useCallback, useMemo, useState } from 'react';

export interface ListPanel {
  readonly isOpen: boolean;
  readonly set: (isOpen: boolean) => void;
  readonly toggle: () => void;
}

/** Whether the list is shown: beside the page, or on phones as a drawer that starts closed. */
export function useListPanel(isPhone: boolean): ListPanel {
  const [isSidebarOpen, setIsSidebarOpen] = useState(true);
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const isOpen = isPhone ? isDrawerOpen : isSidebarOpen;
  const set = isPhone ? setIsDrawerOpen : setIsSidebarOpen;
  const toggle = useCallback(() => set((open) => !open), [set]);
  return useMemo(() => ({ isOpen, set, toggle }), [isOpen, set, toggle]);
}
