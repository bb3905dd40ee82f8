EU:n ja USA:ssa, klo 12: 30 ja a: B; S:t Erik, nr:et
L 'il · lusió de l' avi, el col · legi i 2 · 3; paral · lel · i · x
Ha 'u la bele ba' a; "ne 'ebé"' Ita 'Na' AN ida-ne 'e
dell 'arte, un' altra, c 'è, l' 'amico' e quest 'anno' 95
d 'fhág sé b' fhéidir, 'sea' agus m 'athair
Mr. Smith 's 1990' s dogs 'bowls: isn' t, they 'll, we' ve "now".
Cena je 3,14 Kč; e-mail, je-li to možné – viz „kniha“ a „film“.
저는학교에갑니다. 我喜欢北京, ok? これは, 本です。
A, B, C, D, E 5,300 3, 4, x x, 4 7,
wait... no.. really.....? a... b 3.14. v1.2.3. U.S. a.m. etc.
$5 €6 £7 (8) [9] {10} < 11 > ¿qué? ¡sí! 50% & |\ / # @ ~ ^ _ = +
x '' y x 'y' x '' 'z' '`a` ``b' '"c"' d '. e.'
rock- 'n' -roll, well-known 3-4 a--b -c d-
THE END. '
< a href = "x" > link < / a > & < b >
½ cup, Ⅷ, x ², ª º, ٣,٤ e\ u0301 ß ﬁ ǅ
tab here nbsp there emctrl nel ls cr
