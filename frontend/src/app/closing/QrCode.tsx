import { useEffect, useState } from 'preact/hooks';
import './closing.css';

/** Black on white whatever the theme, with the margin that readers ask for. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [modules, setModules] = useState<readonly (readonly boolean[])[]>([]);
  useEffect(() => {
    let here = true;
    void import('qr').then(({ encodeQR }) => {
      if (here) setModules(encodeQR(text, 'raw', { ecc: 'medium', border: 4 }));
    });
    return () => {
      here = false;
    };
  }, [text]);
  const size = modules.length;
  if (size === 0) return <div class="qr-code" />;
  const dark = modules.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : '')));
  return (
    <svg
      class="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
