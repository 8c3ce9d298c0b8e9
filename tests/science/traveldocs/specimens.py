"""Published zones: those of ICAO Doc 9303 (8th edition) and of national specimens, each with its source."""

# Doc 9303-4 appendix B, 9303-5 and -6 appendix A, 9303-7 appendices: Anna Maria Eriksson of Utopia.
ERIKSSON_TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
ERIKSSON_TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
ERIKSSON_TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
ERIKSSON_MRVA = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<")
ERIKSSON_MRVB = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")

# Doc 9303-11 appendix D.2: document numbers of twelve characters.
STEVENSON_TD1 = ("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<")
STEVENSON_TD2 = ("I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<", "D23145890<UTO3407127M95071227349<<<8")

# Identity cards whose number is longer than nine: the PRADO register, BEL-BO-11005, BEL-BO-03003 (which counts the
# filler in position 15) and PRT-BO-04001.
BELGIUM_2020 = ("IDBEL600001795<0152<<<<<<<<<<<", "1301014F2311207BEL130101987398", "SPECIMEN<<SPECIMEN<<<<<<<<<<<<")
BELGIUM_2005 = ("IDBEL000590240<6013<<<<<<<<<<<", "8512017F1311048BEL851201002007", "REINARTZ<<ULRIKE<KATIA<E<<<<<<")
PORTUGAL = ("I<PRT007666667<ZZ00<<<<<<<<<<<", "8303143M3405293PRT<<<<<<<<<<<4", "CACADOR<DE<ARAUJO<<ANDRE<ESTEV")
FINLAND = ("I<FINXA10000585010195<112X<<<<", "9501016F2803135FIN<<<<<<<<<<<7", "SPECIMEN<TRAVEL<<VILMA<SOFIA<<")

# Passports: the German specimen (issuer of one letter, no personal number) and the United Kingdom's (zero check digit
# over an unused personal number).
GERMANY = ("P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<", "C01X0006H1D<<6408125F1710319<<<<<<<<<<<<<<<0")
UNITED_KINGDOM = ("P<GBRUK<SPECIMEN<<ANGELA<ZOE<<<<<<<<<<<<<<<<", "9992307632GBR9501016F2911272<<<<<<<<<<<<<<02")

CONFORMING = {
    "TD1": (ERIKSSON_TD1, STEVENSON_TD1, BELGIUM_2020, BELGIUM_2005, PORTUGAL, FINLAND),
    "TD2": (ERIKSSON_TD2, STEVENSON_TD2),
    "TD3": (ERIKSSON_TD3, GERMANY, UNITED_KINGDOM),
    "MRVA": (ERIKSSON_MRVA,),
    "MRVB": (ERIKSSON_MRVB,),
}
ALL = [(name, lines) for name, zones in CONFORMING.items() for lines in zones]
