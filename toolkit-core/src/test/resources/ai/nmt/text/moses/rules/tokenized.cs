EU : n ja USA : ssa , klo 12 : 30 ja a : B ; S : t Erik , nr : et
L &apos; il · lusió de l &apos; avi , el col · legi i 2 · 3 ; paral · lel · i · x
Ha &apos; u la bele ba &apos; a ; &quot; ne &apos; ebé &quot; &apos; Ita &apos; Na &apos; AN ida-ne &apos; e
dell &apos; arte , un &apos; altra , c &apos; è , l &apos; &apos; amico &apos; e quest &apos; anno &apos; 95
d &apos; fhág sé b &apos; fhéidir , &apos; sea &apos; agus m &apos; athair
Mr. Smith &apos; s 1990 &apos; s dogs &apos; bowls : isn &apos; t , they &apos; ll , we &apos; ve &quot; now &quot; .
Cena je 3,14 Kč ; e-mail , je-li to možné – viz „ kniha “ a „ film “ .
저는 학교에 갑니다 . 我喜欢北京 , ok ? これは , 本です 。
A , B , C , D , E 5,300 3 , 4 , x x , 4 7 ,
wait ... no .. really ..... ? a ... b 3.14. v1.2.3. U.S. a.m. etc .
$ 5 € 6 £ 7 ( 8 ) &#91; 9 &#93; { 10 } &lt; 11 &gt; ¿ qué ? ¡ sí ! 50 % &amp; &#124; \ / # @ ~ ^ _ = +
x &apos; &apos; y x &apos; y &apos; x &apos; &apos; &apos; z &apos; &apos; `a` ``b &apos; &apos; &quot; c &quot; &apos; d &apos; . e . &apos;
rock- &apos; n &apos; -roll , well-known 3-4 a--b -c d-
THE END . &apos;
&lt; a href = &quot; x &quot; &gt; link &lt; / a &gt; &amp; &lt; b &gt;
½ cup , Ⅷ , x ² , ª º , ٣,٤ e \ u0301 ß ﬁ ǅ
tab here nbsp there emctrl nel ls cr
