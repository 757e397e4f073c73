import { type Children, useDocumentTitle } from '../ui';

interface PageProps {
  /** A sentence with the figure: what this page found. */
  title: string;
  second?: Children;
  /** Beside the title: filters and the page's own actions. */
  aside?: Children;
  children: Children;
}

/** One page of the desk: its sentence, and what it stands on. */
export function Page({ title, second, aside, children }: PageProps) {
  useDocumentTitle(title);
  return (
    <main class="page">
      <div class="headline">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {second && <p class="soft">{second}</p>}
        </div>
        {aside && <div class="aside">{aside}</div>}
      </div>
      {children}
    </main>
  );
}
