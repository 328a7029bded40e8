import { Component, type ReactNode } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useLocation } from 'wouter';
import { loadAgainWhenOutdated } from './load-again.ts';

interface PageBoundaryProps {
  /** In its place when it cannot be drawn. */
  readonly failure: ReactNode;
  readonly children: ReactNode;
}

/** Draws something else where its content cannot be drawn: a page older than the studio loads itself again, any other says so. */
export function PageBoundary(props: PageBoundaryProps) {
  const [path] = useLocation();
  return <Boundary path={path} {...props} />;
}

interface BoundaryProps extends PageBoundaryProps {
  /** At another address drawing is tried again. */
  readonly path: string;
}

interface BoundaryState {
  readonly path: string;
  /** `asking`: whether the studio is a newer one. */
  readonly content: 'drawn' | 'asking' | 'failed';
}

// React tells of errors in drawing to classes only
class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { path: this.props.path, content: 'drawn' };

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { content: 'asking' };
  }

  static getDerivedStateFromProps({ path }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return path === state.path ? null : { path, content: 'drawn' };
  }

  override componentDidCatch(): void {
    void loadAgainWhenOutdated().then((isLoading) => {
      if (!isLoading) this.setState(({ content }) => (content === 'asking' ? { content: 'failed' } : null));
    });
  }

  override render(): ReactNode {
    const { content } = this.state;
    if (content === 'asking') return null;
    return content === 'failed' ? this.props.failure : this.props.children;
  }
}

/** What happened to a page that cannot be drawn, and the ways on. Both fetch everything anew: what is in memory may be what cannot be drawn. */
export function PageFailure() {
  const { t } = useTranslation();
  return (
    <>
      <h1 className="page-title">{t('shell.broken.title')}</h1>
      <p className="page-lead" role="alert">
        {t('shell.broken.text')}
      </p>
      <p className="page-ways">
        <button type="button" className="btn" onClick={() => location.reload()}>
          {t('shell.broken.again')}
        </button>
        <a href="/" className="btn plain">
          {t('shell.broken.home')}
        </a>
      </p>
    </>
  );
}
