//! Countries with their people and their capitals, and well known cities and
//! regions.

use super::super::facts::NameKind;
use super::Lists;
use super::flag::DEMONYM;

pub(super) static LISTS: Lists = Lists {
    words: &[(
        DEMONYM,
        "ukrainian ukrainians russian russians american americans european europeans british
         briton britons english french german germans italian italians spanish polish pole poles
         chinese japanese indian indians turkish turk turks israeli israelis palestinian
         palestinians iranian iranians iraqi iraqis syrian syrians saudi saudis egyptian egyptians
         afghan afghans pakistani pakistanis arab arabs african africans asian asians canadian
         canadians mexican mexicans brazilian brazilians argentine argentinian australian
         australians korean koreans vietnamese thai indonesian filipino malaysian dutch belgian
         belgians swiss austrian austrians swedish swede swedes norwegian norwegians danish dane
         danes finnish finn finns irish scottish welsh greek greeks portuguese hungarian hungarians
         czech czechs slovak slovaks romanian romanians bulgarian bulgarians serbian serb serbs
         croatian croat croats bosnian slovenian slovene albanian kosovar macedonian moldovan
         moldovans belarusian belarusians lithuanian latvian estonian georgian georgians armenian
         armenians azerbaijani azeri kazakh uzbek turkmen tajik kyrgyz lebanese jordanian kuwaiti
         qatari emirati yemeni omani bahraini libyan tunisian algerian moroccan sudanese ethiopian
         kenyan nigerian ghanaian ugandan rwandan congolese somali south-african venezuelan
         colombian peruvian chilean cuban bolivian ecuadorian haitian soviet western catholic
         muslim muslims jewish jews christian christians orthodox islamic chechen crimean tatar
         kurdish kurds roman latin nazi",
    )],
    names: &[
        (
            NameKind::Place,
            "United States|U.S.|US|USA|U.S.A.|United States of America|U.S|America
             United Kingdom|UK|U.K.|Britain|Great Britain
             United Arab Emirates|UAE|U.A.E.
             Ukraine
             Russia|Russian Federation
             Soviet Union|USSR
             China|People’s Republic of China|People's Republic of China
             France
             Germany
             Italy
             Spain
             Portugal
             Poland
             Netherlands|the Netherlands|Holland
             Belgium
             Luxembourg
             Switzerland
             Austria
             Sweden
             Norway
             Denmark
             Finland
             Iceland
             Ireland|Republic of Ireland
             Northern Ireland
             Scotland
             Wales
             England
             Greece
             Cyprus
             Malta
             Hungary
             Czech Republic|Czechia
             Slovakia
             Romania
             Bulgaria
             Serbia
             Croatia
             Bosnia|Bosnia and Herzegovina
             Slovenia
             Albania
             Kosovo
             North Macedonia|Macedonia
             Montenegro
             Moldova
             Transnistria
             Belarus
             Lithuania
             Latvia
             Estonia
             Georgia
             Armenia
             Azerbaijan
             Kazakhstan
             Uzbekistan
             Turkmenistan
             Tajikistan
             Kyrgyzstan
             Mongolia
             Turkey|Türkiye|Turkiye
             Israel
             Palestine
             Gaza|Gaza Strip
             West Bank
             Iran
             Iraq
             Syria
             Lebanon
             Jordan
             Saudi Arabia
             Kuwait
             Qatar
             Bahrain
             Oman
             Yemen
             Egypt
             Libya
             Tunisia
             Algeria
             Morocco
             Sudan
             South Sudan
             Ethiopia
             Eritrea
             Somalia
             Djibouti
             Kenya
             Uganda
             Rwanda
             Burundi
             Tanzania
             Zambia
             Zimbabwe
             Mozambique
             Angola
             Namibia
             Botswana
             South Africa
             Madagascar
             Congo|Democratic Republic of the Congo|Democratic Republic of Congo|DRC
             Nigeria
             Niger
             Mali
             Chad
             Ghana
             Togo
             Benin
             Senegal
             Gambia
             Guinea
             Liberia
             Sierra Leone
             Ivory Coast|Côte d’Ivoire
             Cameroon
             Gabon
             Burkina Faso
             Mauritania
             India
             Pakistan
             Bangladesh
             Sri Lanka
             Nepal
             Bhutan
             Afghanistan
             Myanmar|Burma
             Thailand
             Laos
             Cambodia
             Vietnam
             Malaysia
             Singapore
             Indonesia
             Philippines|the Philippines
             Brunei
             Taiwan
             Japan
             South Korea|Republic of Korea
             North Korea|DPRK
             Korea
             Australia
             New Zealand
             Fiji
             Papua New Guinea
             Canada
             Mexico
             Guatemala
             Honduras
             El Salvador
             Nicaragua
             Costa Rica
             Panama
             Cuba
             Haiti
             Dominican Republic
             Jamaica
             Puerto Rico
             Bahamas
             Trinidad and Tobago
             Colombia
             Venezuela
             Guyana
             Ecuador
             Peru
             Bolivia
             Brazil
             Paraguay
             Uruguay
             Argentina
             Chile
             Vatican|the Vatican|Holy See
             Kyiv|Kiev|Київ
             Moscow
             Washington|Washington, D.C.|Washington D.C.|Washington DC
             London
             Paris
             Berlin
             Brussels
             Geneva
             Vienna
             Rome
             Madrid
             Lisbon
             Warsaw
             Prague
             Budapest
             Bucharest
             Sofia
             Athens
             Ankara
             Istanbul
             Jerusalem
             Tel Aviv
             Ramallah
             Rafah
             Gaza City
             Tehran
             Baghdad
             Mosul
             Damascus
             Aleppo
             Beirut
             Amman
             Riyadh
             Jeddah
             Doha
             Dubai
             Abu Dhabi
             Muscat
             Sanaa
             Cairo
             Tripoli
             Tunis
             Algiers
             Rabat
             Khartoum
             Addis Ababa
             Mogadishu
             Nairobi
             Kampala
             Kigali
             Kinshasa
             Lagos
             Abuja
             Accra
             Dakar
             Johannesburg
             Pretoria
             Cape Town
             Harare
             New Delhi|Delhi
             Mumbai|Bombay
             Kolkata|Calcutta
             Karachi
             Islamabad
             Lahore
             Dhaka
             Colombo
             Kathmandu
             Kabul
             Kandahar
             Bangkok
             Hanoi
             Jakarta
             Manila
             Kuala Lumpur
             Beijing|Peking
             Shanghai
             Shenzhen
             Guangzhou
             Hong Kong
             Tibet
             Xinjiang
             Taipei
             Tokyo
             Osaka
             Kyoto
             Hiroshima
             Seoul
             Pyongyang
             Sydney
             Melbourne
             Canberra
             Wellington
             Auckland
             Ottawa
             Toronto
             Montreal
             Vancouver
             Quebec
             Ontario
             New York|New York City|NYC
             Los Angeles
             San Francisco
             San Diego
             San Jose
             San Antonio
             Chicago
             Houston
             Dallas
             Austin
             Philadelphia
             Boston
             Miami
             Atlanta
             Detroit
             Seattle
             Denver
             Phoenix
             Las Vegas
             New Orleans
             Baltimore
             Cleveland
             Pittsburgh
             Minneapolis
             Portland
             Anchorage
             Alaska
             Alabama
             Arizona
             Arkansas
             California
             Colorado
             Connecticut
             Delaware
             Florida
             Hawaii
             Idaho
             Illinois
             Indiana
             Iowa
             Kansas
             Kentucky
             Louisiana
             Maine
             Maryland
             Massachusetts
             Michigan
             Minnesota
             Mississippi
             Missouri
             Montana
             Nebraska
             Nevada
             New Hampshire
             New Jersey
             New Mexico
             North Carolina
             North Dakota
             Ohio
             Oklahoma
             Oregon
             Pennsylvania
             Rhode Island
             South Carolina
             South Dakota
             Tennessee
             Texas
             Utah
             Vermont
             Virginia
             West Virginia
             Wisconsin
             Wyoming
             Mexico City
             Havana
             Caracas
             Bogota|Bogotá
             Lima
             Quito
             Santiago
             Buenos Aires
             Rio de Janeiro
             Sao Paulo|São Paulo
             Brasilia|Brasília
             Kharkiv|Kharkov
             Odesa|Odessa
             Lviv|Lvov
             Dnipro
             Donetsk
             Luhansk|Lugansk
             Donbas|Donbass
             Crimea
             Sevastopol
             Mariupol
             Kherson
             Zaporizhzhia|Zaporizhia
             Mykolaiv
             Ternopil
             Vinnytsia
             Poltava
             Sumy
             Chernihiv
             Chernobyl|Chornobyl
             Zhytomyr
             Rivne
             Lutsk
             Uzhhorod
             Ivano-Frankivsk
             Chernivtsi
             Kryvyi Rih
             Bakhmut
             Avdiivka
             Pokrovsk
             Kupiansk
             Kramatorsk
             Sloviansk
             Bucha
             Irpin
             Kursk
             Belgorod
             Rostov
             Bryansk
             Voronezh
             Kaliningrad
             St. Petersburg|St Petersburg|Saint Petersburg
             Chechnya
             Grozny
             Siberia
             Vladivostok
             Minsk
             Vilnius
             Riga
             Tallinn
             Chisinau|Chișinău
             Tbilisi
             Yerevan
             Baku
             Astana
             Tashkent
             Stockholm
             Oslo
             Copenhagen
             Helsinki
             Reykjavik
             Dublin
             Belfast
             Edinburgh
             Glasgow
             Manchester
             Liverpool
             Birmingham
             Leeds
             Bristol
             Oxford
             Cambridge
             Munich
             Hamburg
             Frankfurt
             Cologne
             Dresden
             Leipzig
             Stuttgart
             Bonn
             Zurich|Zürich
             Bern
             Basel
             Davos
             Amsterdam
             Rotterdam
             The Hague|Hague|the Hague
             Antwerp
             Strasbourg
             Lyon
             Marseille|Marseilles
             Nice
             Bordeaux
             Milan
             Naples
             Turin
             Venice
             Florence
             Palermo
             Sicily
             Barcelona
             Valencia
             Seville
             Catalonia
             Porto
             Krakow|Kraków
             Gdansk|Gdańsk
             Belgrade
             Zagreb
             Sarajevo
             Ljubljana
             Skopje
             Tirana
             Pristina
             Podgorica
             Bratislava
             Nicosia
             Valletta
             Europe|Eastern Europe|Western Europe
             Africa
             North Africa
             West Africa
             Asia
             Central Asia
             Southeast Asia
             North America
             South America
             Latin America
             Central America
             Middle East|the Middle East
             Persian Gulf
             Red Sea
             Black Sea
             Baltic Sea
             Mediterranean|Mediterranean Sea
             Atlantic|Atlantic Ocean
             Pacific|Pacific Ocean
             Arctic
             Antarctica
             Balkans
             Caucasus
             Caribbean
             Scandinavia
             Golan Heights
             Nagorno-Karabakh
             Kashmir
             Kurdistan
             Darfur
             Greenland
             Normandy
             Bavaria
             Saxony
             Guantanamo Bay
             Mar-a-Lago
             Camp David
             Silicon Valley
             Manhattan
             Brooklyn
             Queens
             Hollywood",
        ),
    ],
};
