import { useEffect, useState, type RefObject } from 'react';

/** Two screens before it comes into sight, a section is drawn in full. */
const nearMargin = '1800px';

/** Whether a section has come near what is seen; once it has, it stays so. */
export function useNearSection(frame: RefObject<HTMLElement | null>, isFar: boolean): boolean {
  const [isNear, setIsNear] = useState(!isFar);
  useEffect(() => {
    if (isNear || !frame.current) return undefined;
    const sight = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setIsNear(true), {
      root: frame.current.closest('.document-text'),
      rootMargin: `${nearMargin} 0px`,
    });
    sight.observe(frame.current);
    return () => sight.disconnect();
  }, [frame, isNear]);
  return isNear;
}
