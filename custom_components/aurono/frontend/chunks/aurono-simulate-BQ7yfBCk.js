import{B as e,G as t,L as n,U as r,_ as i,_t as a,b as o,f as s,ft as c,g as l,h as u,i as d,it as f,l as p,m,p as h,pt as ee,w as te,x as g}from"./routes-y0w0NczP.js";import{_,f as v,l as y,m as b,u as x}from"./store-DcxQtyi5.js";import{n as S,r as C}from"./preload-helper-D77zHdRM.js";import{r as w}from"./model-DCEP_baa.js";import{a as ne,c as re,d as ie,f as ae,i as T,l as oe,n as E,o as D,r as se,s as ce,u as le}from"./lab-page-CnbOLFC7.js";import{C as ue,D as de,E as fe,F as O,P as k,S as A,_ as pe,b as me,h as j,l as he,m as M,p as ge,r as _e,v as N,w as P,x as ve}from"./indicators-BO1UI0K6.js";import{a as ye,i as be,n as xe,r as Se,t as F}from"./reason-BYJbyue4.js";import{c as Ce,i as we,l as Te,o as Ee,r as De}from"./simulation-CXqMvgCM.js";import"./aurono-dialog-DTwZpPeK.js";import{o as Oe}from"./localize-DrGVAfK5.js";import"./aurono-table-Clzc8C2Q.js";import{n as I,t as ke}from"./select-field-B26vcdYh.js";import{n as Ae,t as je}from"./aurono-chart-Bf92pN2B.js";import{n as Me,t as Ne}from"./distribution-GkYCn-4p.js";var Pe=new WeakMap;function Fe(e,t){if(e.timeframe===`1w`&&t.timeframe===`1d`){let e=Pe.get(t)??t.derive(`1w`);return Pe.set(t,e),e}if(t.timeframe!==e.timeframe)throw RangeError(`a strategy of ${e.timeframe} candles cannot use ${t.timeframe} candles`);return t}var L=Object.fromEntries(F.map((e,t)=>[e,t])),Ie=1e-12,Le=class{constructor(e){this.measured=new Map,this.firing=new Map,this.strengths=new Map,this.validCloses=null,this.validBefore=null;let{units:t}=e.data;if(t===null)throw RangeError(`only a narrow table can be prepared`);this.table=e,this.length=ge(e.timeframe),{open:this.open,high:this.high,low:this.low,close:this.close}=t;let n=1/0;for(let t=0;t<e.count;t++){let r=e.low[t]??0;e.valid[t]===1&&r<n&&(n=r)}this.leastPrice=Number.isFinite(n)?n:1}measuredFrom(e){let t=this.measured.get(e);return t===void 0&&(t=this.measure(e),this.measured.set(e,t)),t}firingAt(e,t,n){let r=`${e} ${t} ${P(n)}`,i=this.firing.get(r);return i===void 0&&(i=this.find(this.measuredFrom(e),t,n),this.firing.size>=64&&this.firing.delete(this.firing.keys().next().value??``),this.firing.set(r,i)),i}rsiAt(e,t){let n=this.strengths.get(t);n===void 0&&(n=new Float64Array(this.table.count).fill(NaN),this.strengths.set(t,n));let r=n[e]??NaN;if(Number.isNaN(r)){let[i,a]=this.gateCloses();r=_e(i,a[e]??0,t)??-1,n[e]=r}return r}gateCloses(){if(this.validCloses===null||this.validBefore===null){let{valid:e,close:t,count:n}=this.table;this.validCloses=t.filter((t,n)=>e[n]===1),this.validBefore=new Int32Array(n);let r=0;for(let t=0;t<n;t++)r+=e[t]??0,this.validBefore[t]=r}return[this.validCloses,this.validBefore]}measure(e){let{times:t,valid:n,count:r}=this.table,i=new Uint8Array(r).fill(L.NO_SIGNAL),a=new Float64Array(r).fill(NaN),o=e===`open`?this.open:new Float64Array(r);for(let s=0;s<r;s++){let r=n[s]===1;if(e===`previous_close`){if(s===0||t[s-1]!==(t[s]??0)-this.length){i[s]=L.CANDLE_MISSING;continue}r&&=n[s-1]===1,o[s]=this.close[s-1]??0}r?a[s]=(this.close[s]??0)/(o[s]??0):i[s]=L.CANDLE_INVALID}let s=new Int32Array(F.length);for(let e of i)s[e]=(s[e]??0)+1;return{outcomes:i,counts:s,ratio:a,reference:o}}find({ratio:e,reference:t},n,r){let i=O(j.plus(r))/100,a=Ie*Math.max(1,i),[o,s]=[i-a,i+a],c=new Int32Array(e.length),l=0;for(let i=0;i<e.length;i++){let a=e[i]??0;((n===`buy`?a<o:a>s)||a>=o&&a<=s&&this.fires(i,t[i]??0,n,r))&&(c[l++]=i)}return c.slice(0,l)}fires(e,t,n,r){let i=BigInt(t),a=(BigInt(this.close[e]??0)-i)*100n*k(r.decimals),o=r.units*i;return n===`buy`?a<=o:a>=o}},Re=new WeakMap;function ze(e){let t=Re.get(e);return t===void 0&&(t=new Le(e),Re.set(e,t)),t}function Be(e){let{units:t,decimals:n}=e;for(;n>0&&t%10n==0n;)t/=10n,--n;return n}function Ve(e){return Be(e.moneyStep)<=12}var He=class{constructor(e,t,n,r){let{decimals:i}=r.table.data,{priceGrid:a,amountStep:o,moneyStep:s,takerFee:c}=t,{startingPosition:l}=e;this.digits=a instanceof be?a.digits:null,this.price=a instanceof be?Math.max(i,a.digits-We(e,n,r)):Math.max(i,a.step.decimals),this.amount=Math.max(o.decimals,t.minAmount.decimals,e.minimumPosition.decimals,l?.amount.decimals??0),this.money=Math.max(12,s.decimals,e.allocatedCapital.decimals),this.capital=e.allocatedCapital.scaled(this.money),this.startPosition=l===null?0n:l.amount.scaled(this.amount),this.startCost=l===null?0n:Te(l).scaled(this.money),this.minimumPosition=e.minimumPosition.scaled(this.amount),this.tick=a instanceof be?{above:1n,below:1n,step:1n}:{above:k(a.step.decimals),below:a.step.units,step:a.step.scaled(this.price)};let u=e=>({above:e.units,below:100n*k(e.decimals+i)});this.buyFactor=u(j.plus(e.buyTrigger)),this.sellFactor=u(j.plus(e.sellTrigger)),this.slippedUp=u(j.plus(n)),this.slippedDown=u(j.minus(n)),this.toTable=k(this.price-i),this.amountStep=o.scaled(this.amount);let d=e=>({above:e.units*k(i+o.decimals),below:o.units*k(e.decimals)});this.buyAmount=d(e.buyAmount),this.sellAmount=d(e.sellAmount),this.minAmount=t.minAmount.scaled(this.amount);let f=this.amount+this.price,{minCost:p}=t;this.minCost=p.decimals<=f?p.scaled(f):R(p.units,k(p.decimals-f));let m=k(c.decimals),h=k(f+c.decimals)*s.units;this.paidFactor={above:(m+c.units)*k(s.decimals),below:h},this.receivedFactor={above:(m-c.units)*k(s.decimals),below:h},this.moneyStep=s.scaled(this.money),this.costStep=k(this.money-12);let ee=j.plus(e.lossProtection);this.floorFactor={above:ee.units*k(this.amount+c.decimals),below:100n*(m-c.units)*k(this.money+ee.decimals)}}buyLimit(e){return this.gridDown(e*this.buyFactor.above,this.buyFactor.below)}sellLimit(e,t,n){let r=this.gridUp(e*this.sellFactor.above,this.sellFactor.below),[i,a]=this.floor(t,n);return i*k(this.price)<=r*a?r:this.gridUp(i,a)}isBelowFloor(e,t,n){let[r,i]=this.floor(t,n);return e*this.toTable*i<r*k(this.price)}floorEstimate(e,t){let[n,r]=this.floor(e,t);return Number(n)/Number(r)}slipped(e,t){return t?this.gridUp(e*this.slippedUp.above,this.slippedUp.below):this.gridDown(e*this.slippedDown.above,this.slippedDown.below)}openAtLimit(e,t){let{above:n,below:r}=t?this.slippedUp:this.slippedDown,i=n*k(this.price);return Number(t?e*r/i:R(e*r,i))}rangeAtLimit(e,t){return Number(t?e/this.toTable:R(e,this.toTable))}boughtAmount(e){return this.buyAmount.above/(e*this.buyAmount.below)*this.amountStep}soldAmount(e,t,n){let r=t/this.amountStep*this.amountStep,i=this.sellAmount.above/(e*this.sellAmount.below)*this.amountStep,a=i<r?i:r;return this.minimumPosition===0n&&this.isTooSmall(t-a,n)?r:a}isTooSmall(e,t){let n=e*t;return n<=0n||e<this.minAmount||n<this.minCost}paid(e,t){return R(e*t*this.paidFactor.above,this.paidFactor.below)*this.moneyStep}received(e,t){return e*t*this.receivedFactor.above/this.receivedFactor.below*this.moneyStep}soldCost(e,t,n){return t===n?e:ve(e*t,n*this.costStep)*this.costStep}floor(e,t){return[e*this.floorFactor.above,t*this.floorFactor.below]}gridDown(e,t){if(this.digits===null)return e*this.tick.above/(t*this.tick.below)*this.tick.step;let n=Ue(e,t)-this.digits+1;return(n>=0?e/(t*k(n)):e*k(-n)/t)*k(this.price+n)}gridUp(e,t){if(this.digits===null)return R(e*this.tick.above,t*this.tick.below)*this.tick.step;let n=Ue(e,t)-this.digits+1;return(n>=0?R(e,t*k(n)):R(e*k(-n),t))*k(this.price+n)}};function R(e,t){return(e+t-1n)/t}function Ue(e,t){let n=Math.floor(Math.log10(Number(e)/Number(t))),r=n=>n>=0?e>=t*k(n):e*k(-n)>=t;for(;!r(n);)--n;for(;r(n+1);)n+=1;return n}function We(e,t,{leastPrice:n}){let r=Math.min(O(j.plus(e.buyTrigger)),O(j.minus(t)))/100;return Math.floor(Math.log10(n*r))-1}function Ge(e,t,n,r){return new Ke(e,t,n,r).run()}var Ke=class{constructor(e,t,n,r){this.orders=[],this.realized=0n,this.used=0n,this.buys=0,this.sells=0,this.resting=null,this.lastBuy=NaN,this.lastSell=NaN,this.room=0,this.floor=0,this.strategy=e,this.prepared=n,this.scale=new He(e,t,r,n),this.measured=n.measuredFrom(e.reference),this.outcomes=this.measured.outcomes.slice(),this.counts=this.measured.counts.slice(),this.cooldown=e.cooldown*n.length,this.buyRsi=e.rsiMaxForBuy===null?null:O(e.rsiMaxForBuy),this.sellRsi=e.rsiMinForSell===null?null:O(e.rsiMinForSell),this.estimate=qe(e,t),this.free=this.scale.capital,this.position=this.scale.startPosition,this.cost=this.scale.startCost,this.changed()}run(){let{strategy:e,prepared:t,outcomes:n,counts:r}=this,i=t.firingAt(e.reference,`buy`,e.buyTrigger),a=t.firingAt(e.reference,`sell`,e.sellTrigger),o=t.table.count,[s,c]=[0,0];for(;;){let e=i[s]??o,t=a[c]??o,l=Math.min(e,t);if(this.resting!==null&&this.resting.ended<=l&&this.resting.end!==`open`&&this.settle(this.resting),l===o)break;let u;e<t?(s+=1,u=this.onFall(l)):(c+=1,u=this.onRise(l)),n[l]=u,r[u]=(r[u]??0)+1}r[L.NO_SIGNAL]=(r[L.NO_SIGNAL]??0)-i.length-a.length;let{free:l,position:u,cost:d,realized:f,used:p,buys:m,sells:h}=this;return{scale:this.scale,orders:this.orders,outcomes:n,counts:r,book:{free:l,position:u,cost:d,realized:f,used:p,buys:m,sells:h}}}onFall(e){let{strategy:t}=this;if(t.buyAmount.units===0n)return L.BUY_DISABLED;if(this.buyRsi!==null){let n=this.prepared.rsiAt(e,t.rsiPeriod??0);if(n<0||n>this.buyRsi)return L.RSI_NOT_OVERSOLD}return this.waits(e,this.lastBuy,this.lastSell)?L.COOLDOWN:this.resting===null?this.buy(e):L.ORDER_OPEN}onRise(e){let{strategy:t}=this;if(t.sellAmount.units===0n)return L.SELL_DISABLED;if(this.sellRsi!==null){let n=this.prepared.rsiAt(e,t.rsiPeriod??0);if(n<0||n<this.sellRsi)return L.RSI_NOT_OVERBOUGHT}return this.waits(e,this.lastSell,this.lastBuy)?L.COOLDOWN:this.resting===null?this.sell(e):L.ORDER_OPEN}waits(e,t,n){return this.cooldown===0||Number.isNaN(t)||this.strategy.cooldownReset&&n>t?!1:this.closeTime(e)<=t+this.cooldown}buy(e){let{scale:t,strategy:n,prepared:r}=this,i=this.measured.reference[e]??0;if(this.estimate.exceeds(r.table.close[e]??0,this.measured.ratio[e]??0,this.room))return L.CAPITAL_INSUFFICIENT;let a=t.buyLimit(BigInt(i)),o=t.boughtAmount(BigInt(r.close[e]??0));if(t.isTooSmall(o,a))return L.BELOW_MINIMUM;let s=t.paid(o,a);if(s>this.free||!n.reinvestProfits&&s>t.capital-this.cost)return L.CAPITAL_INSUFFICIENT;let c=t.capital-this.free+s;return this.used=c>this.used?c:this.used,!n.reinvestProfits&&this.cost+s>this.used&&(this.used=this.cost+s),this.free-=s,this.place(`buy`,e,a,o,s),L.BUY}sell(e){let{scale:t,prepared:n}=this;if(this.position===0n)return L.NO_POSITION;let r=n.table.close[e]??0;if(r<this.floor*.999999999)return L.BELOW_COST;let i=BigInt(n.close[e]??0);if(r<this.floor*1.000000001&&t.isBelowFloor(i,this.cost,this.position))return L.BELOW_COST;let a=t.sellLimit(BigInt(this.measured.reference[e]??0),this.cost,this.position),o=t.soldAmount(i,this.position,a);return this.position-o<t.minimumPosition?L.MINIMUM_POSITION:t.isTooSmall(o,a)?L.BELOW_MINIMUM:(this.place(`sell`,e,a,o,o),L.SELL)}place(e,t,n,r,i){let a={side:e,placed:t,limit:n,amount:r,reserved:i,...this.endOf(e,t,n)};this.orders.push(a),this.resting=a}endOf(e,t,n){let{table:r,open:i,high:a,low:o,length:s}=this.prepared,{times:c,valid:l,count:u}=r,d=e===`buy`,f=this.closeTime(t)+Ce(this.strategy),p=this.scale.openAtLimit(n,d),m=this.scale.rangeAtLimit(n,d);for(let e=t+1;e<u;e++){let t=c[e]??0;if(l[e]===1){let r=i[e]??0;if(t<f&&(d?r<=p:r>=p))return{end:`filled`,ended:e,price:this.scale.slipped(BigInt(r),d)};if((d?(o[e]??0)<=m:(a[e]??0)>=m)&&t+s<=f)return{end:`filled`,ended:e,price:n}}if(f<=t+s)return{end:`expired`,ended:e,price:0n}}return{end:`open`,ended:u,price:0n}}settle(e){let{scale:t}=this;if(this.resting=null,e.side===`buy`&&(this.free+=e.reserved),e.end===`filled`){if(e.side===`buy`){let n=t.paid(e.amount,e.price);this.free-=n,this.cost+=n,this.position+=e.amount,this.buys+=1,this.lastBuy=this.closeTime(e.placed)}else{let n=t.received(e.amount,e.price),r=t.soldCost(this.cost,e.amount,this.position);this.free+=n,this.realized+=n-r,this.cost-=r,this.position-=e.amount,this.sells+=1,this.lastSell=this.closeTime(e.placed)}this.changed()}}changed(){let{scale:e,strategy:t}=this,n=e.capital-this.cost,r=t.reinvestProfits||this.free<n?this.free:n;this.room=Number(r)/10**e.money,this.floor=this.position===0n?0:e.floorEstimate(this.cost,this.position)}closeTime(e){return(this.prepared.table.times[e]??0)+this.prepared.length}};function qe(e,t){let n=O(e.buyAmount),r=O(t.amountStep),[i,a]=[O(t.minAmount),O(t.minCost)],o=O(j.plus(e.buyTrigger))/100,s=1+O(t.takerFee),{priceGrid:c}=t,l=c instanceof ye?O(c.step):0,u=c instanceof ye?0:10**(1-c.digits);return{exceeds(e,t,c){let d=n/e*.999999999-r,f=e/t*o*(.999999999-u)-l,p=d*f*.999999999;return d>0&&f>0&&d>i*1.000000001&&p>a*1.000000001&&p*s*.999999999>c*1.000000001}}}function Je(e,t,n,r){let{table:i,length:a}=t,{orders:o,outcomes:s}=n,c=new Ye(e,t,n),l=[],u=0,d=e=>{if(r)for(;u<=e;u++){let e=i.times[u]??0,t=F[s[u]??0]??`NO_SIGNAL`;l.push({event:`evaluated`,time:e+a,candle:e,reason:t})}};for(let[e,t]of o.entries())d(t.placed),l.push(c.planned(t,e+1)),t.end!==`open`&&(d(t.ended-1),l.push(t.end===`filled`?c.filled(t,e+1):c.expired(t,e+1)));return d(i.count-1),l.push(Xe(t,n)),l}var Ye=class{constructor(e,t,n){this.strategy=e,this.prepared=t,this.run=n}planned({placed:e,side:t,limit:n,amount:r,reserved:i},a){let{scale:o}=this.run;return{event:`planned`,time:this.closeTime(e),order:a,side:t,limit:new M(n,o.price),amount:new M(r,o.amount),reserved:new M(i,t===`buy`?o.money:o.amount)}}filled({ended:e,side:t,price:n,amount:r},i){let{scale:a}=this.run,o=new M(r*n,a.amount+a.price),s=t===`buy`?new M(a.paid(r,n),a.money).minus(o):o.minus(new M(a.received(r,n),a.money));return{event:`filled`,time:this.prepared.table.times[e]??0,order:i,side:t,price:new M(n,a.price),amount:new M(r,a.amount),fee:s}}expired({placed:e},t){return{event:`expired`,time:this.closeTime(e)+Ce(this.strategy),order:t}}closeTime(e){return(this.prepared.table.times[e]??0)+this.prepared.length}};function Xe({table:e},{book:t,orders:n,scale:r}){let i=n.at(-1),a=i?.end===`open`?i:null,o=e=>a?.side===e?a.reserved:0n;return{event:`final`,free:new M(t.free,r.money),reserved:new M(o(`buy`),r.money),position:new M(t.position,r.amount),reservedPosition:new M(o(`sell`),r.amount),cost:new M(t.cost,r.money),realized:new M(t.realized,r.money),trades:t.buys+t.sells,openOrders:a===null?0:1,lastClose:e.count===0?null:e.exactClose(e.count-1)}}var Ze=1e-9,Qe=class e{#e;#t;constructor(e,t){this.#e=e,this.#t=t,this.values=new Float64Array(e.count).fill(NaN),t.forEach(({start:n,cash:r,position:i},a)=>{let o=t[a+1]?.start??e.count,[s,c]=[O(r),O(i)];for(let t=n;t<o;t+=1)e.valid[t]===1&&(this.values[t]=s+c*(e.close[t]??0))})}static ofLog(t,n,r){let i=t.allocatedCapital,a=t.startingPosition?.amount??N,o=[{start:0,cash:i,position:a}];for(let e of r)e.event===`filled`&&(i=i.plus($e(e)),a=e.side===`buy`?a.plus(e.amount):a.minus(e.amount),o.push({start:n.placeOf(e.time),cash:i,position:a}));return new e(n,o)}exact(e){let{cash:t,position:n}=this.#i(e);return t.plus(n.times(this.#e.exactClose(e)))}drawdown(){let e=this.#n(),[t,n]=[N,j],[r,i]=[0,[]],a;for(let o of this.#r()){let s=this.values[o]??0;if(s>=r*.999999999&&(s*.999999999>r&&(i=[]),r=Math.max(r,s),i.push(o),a=void 0),r<=0||(r-s)/r<e-Ze)continue;a??=A(N,...i.map(e=>this.exact(e)));let c=a.minus(this.exact(o));c.sign>0&&c.times(n).isAbove(t.times(a))&&([t,n]=[c,a])}return de(t.times(j),n)}underwater(){let e=0;return this.values.map(t=>Number.isNaN(t)?t:(e=Math.max(e,t),e>0?(t-e)/e*100:0))}#n(){let[e,t]=[0,0];for(let n of this.values)n>e?e=n:e>0&&(e-n)/e>t&&(t=(e-n)/e);return t}*#r(){for(let[e,{start:t,position:n}]of this.#t.entries()){let r=this.#t[e+1]?.start??this.#e.count;for(let e=t;e<r&&!(this.#e.valid[e]===1&&(yield e,n.isZero));e+=1);}}#i(e){let[t,n]=[0,this.#t.length-1];for(;t<n;){let r=Math.ceil((t+n)/2);(this.#t[r]?.start??1/0)<=e?t=r:n=r-1}let r=this.#t[t];if(r===void 0)throw RangeError(`an equity curve has at least one stretch`);return r}};function $e(e){let t=e.amount.times(e.price);return e.side===`buy`?t.plus(e.fee).negated():t.minus(e.fee)}function et(e,t,n){let r=n.valid.indexOf(1);return nt(e,t,n,r<0?[]:[r])}function tt(e,t,n){return nt(e,t,n,rt(n))}function nt(e,t,n,r){let{allocatedCapital:i,startingPosition:a}=e,o=a?.amount??N,s=N,c=[{start:0,cash:i,position:o}],l=at(r.length);return r.forEach((e,r)=>{let a=fe(i.times(at(r+1)),l,t.moneyStep).minus(s),u=n.exactClose(e).times(pe.plus(t.takerFee)),d=t.amountDown(a,u);o=o.plus(d),s=s.plus(t.moneyUp(d.times(u))),c.push({start:e,cash:i.minus(s),position:o})}),new Qe(n,c)}function rt(e){let t=[],n;for(let r=0;r<e.count;r+=1){if(e.valid[r]!==1)continue;let i=it(e.times[r]??0);i!==n&&t.push(r),n=i}return t}function it(e){let t=Math.floor(e/he)+719468,n=Math.floor(t/146097),r=t-n*146097,i=Math.floor((r-Math.floor(r/1460)+Math.floor(r/36524)-Math.floor(r/146096))/365),a=r-(365*i+Math.floor(i/4)-Math.floor(i/100));return(n*400+i)*12+Math.floor((5*a+2)/153)}function at(e){return new M(BigInt(e),0)}function ot(e,t,n,r=N){let i=Fe(e,n);if(i.isNarrow&&Ve(t)){De(r);let n=ze(i),a=Ge(e,t,n,r);return{log:Je(e,n,a,!1),reasons:st(e=>a.counts[L[e]]??0)}}let a=we(e,t,i.candles(),r),o=new Map;for(let e of a)e.event===`evaluated`&&o.set(e.reason,(o.get(e.reason)??0)+1);return{log:a.filter(e=>e.event!==`evaluated`),reasons:st(e=>o.get(e)??0)}}function st(e){let t=F.map(t=>[t,e(t)]);return new Map(t.filter(([,e])=>e>0))}var ct=me(`1000000`);function lt(e,t,n,r=N){let i=Fe(e,n),{log:a,reasons:o}=ot(e,t,i,r),s=dt(e,t,i,r,a,o),c={equity:Qe.ofLog(e,i,a),hold:et(e,t,i),monthly:tt(e,t,i)},l=ut(e,i,a,o,s,c);return{strategy:e,rules:t,slippage:r,table:i,log:a,...c,summary:l}}function ut(e,t,n,r,i,a){let o=mt(n),s=t.lastValid,c=s<0?null:t.exactClose(s),l=pt(e),u=c===null?o.cost:o.position.times(c),d=[],f=N;for(let e of n)e.event===`filled`&&(d.push(e.side),f=f.plus(e.fee));let p=t=>ht(e,c===null?l:t.exact(s)),m=t.times.at(-1);return{candles:t.count,start:t.times[0]??null,end:m===void 0?null:m+ge(e.timeframe),price:c,invested:l,result:ht(e,o.free.plus(o.reserved).plus(u)),fees:f,trades:d.length,buys:d.filter(e=>e===`buy`).length,sells:d.filter(e=>e===`sell`).length,reasons:r,drawdown:a.equity.drawdown(),capitalUsed:ft(e,n),capitalWanted:i,isSafe:e.allocatedCapital.isAtLeast(i),buyStreak:gt(d,`buy`),sellStreak:gt(d,`sell`),buyAndHold:p(a.hold),monthly:p(a.monthly)}}function dt(e,t,n,r,i,a){let o=e,s={log:[...i],reasons:a};for(;s.reasons.has(`CAPITAL_INSUFFICIENT`);)o={...o,allocatedCapital:A(pe,o.allocatedCapital).times(ct)},s=ot(o,t,n,r);return ft(e,s.log)}function ft(e,t){let{startingPosition:n,reinvestProfits:r}=e,[i,a]=n===null?[N,N]:[n.amount,Te(n)],[o,s]=[N,N];for(let e of t)if(e.event===`filled`){let t=$e(e);if(o=o.minus(t),e.side===`buy`)i=i.plus(e.amount),a=a.minus(t);else{let t=e.amount.equals(i)?a:de(a.times(e.amount),i);a=a.minus(t),i=i.minus(e.amount)}}else e.event===`planned`&&e.side===`buy`&&(s=A(s,o.plus(e.reserved)),r||(s=A(s,a.plus(e.reserved))));return s}function pt(e){let{startingPosition:t,allocatedCapital:n}=e;return t===null?n:n.plus(Te(t))}function mt(e){let t=e.at(-1);if(t?.event!==`final`)throw RangeError(`a log ends with the final books`);return t}function ht(e,t){let n=e.allocatedCapital,r=t.minus(pt(e));return{endValue:t,profit:r,profitPercent:n.isZero?null:de(r.times(j),n)}}function gt(e,t){let[n,r]=[0,0];for(let i of e)r=i===t?r+1:0,n=Math.max(n,r);return n}function _t(e,t){let[n,r]=[e/2,e*4],i=Math.min(4,Math.max(1,1-Math.floor(Math.log10((r-n)/t)))),a=Array.from({length:t},(e,a)=>(n+(r-n)*a/(t-1)).toFixed(i)),o=[...new Set(a.map(e=>P(me(e))))].filter(e=>e!==`0`);return{buys:o.filter(e=>Number(e)<100).map(e=>`-${e}`),sells:o.filter(e=>Number(e)<=1e3)}}var vt={moving:240,resting:900};function yt(e,t){return{figures:bt(e),trades:Ct(e),curves:wt(e,t)}}function bt({summary:e,log:t}){let n=t.at(-1);if(n?.event!==`final`)throw RangeError(`a log ends with the final books`);return{...St(e.result),...xt(e),candles:e.candles,start:e.start,end:e.end,price:e.price===null?null:P(e.price),trades:e.trades,buys:e.buys,sells:e.sells,reasons:Object.fromEntries(e.reasons),isSafe:e.isSafe,buyStreak:e.buyStreak,sellStreak:e.sellStreak,buyAndHold:St(e.buyAndHold),monthly:St(e.monthly),position:P(n.position),free:P(n.free),averageCost:n.position.isZero?null:O(n.cost)/O(n.position)}}function xt(e){let{invested:t,fees:n,drawdown:r,capitalUsed:i,capitalWanted:a}=e;return{invested:P(t),fees:P(n),drawdown:P(r),capitalUsed:P(i),capitalWanted:P(a)}}function St({endValue:e,profit:t,profitPercent:n}){return{endValue:P(e),profit:P(t),profitPercent:(e=>e===null?null:P(e))(n)}}function Ct({log:e}){return e.flatMap(e=>e.event===`filled`?[{time:e.time,side:e.side,price:P(e.price),amount:P(e.amount),fee:P(e.fee)}]:[])}function wt({table:e,equity:t,hold:n,monthly:r},i){let a=Tt(t,i),o=e=>Float64Array.from(a,t=>e[t]??NaN);return{times:o(e.times),strategy:o(t.values),hold:o(n.values),monthly:o(r.values),underwater:o(t.underwater())}}function Tt({values:e},t){let n=e.length,r=Array.from({length:n},(e,t)=>t).filter(t=>!Number.isNaN(e[t]??NaN));if(r.length<=t)return r;let i=new Set,a=r.length/(t/2);for(let t=0;t<r.length;t+=a){let[n,o]=[r[Math.floor(t)]??0,r[Math.floor(t)]??0];for(let i=Math.floor(t);i<Math.min(r.length,t+a);i+=1){let t=r[i]??0;(e[t]??0)<(e[n]??0)&&(n=t),(e[t]??0)>(e[o]??0)&&(o=t)}i.add(n),i.add(o)}return i.add(r[0]??0),i.add(r.at(-1)??0),[...i].sort((e,t)=>e-t)}function Et({strategy:e,market:t,slippage:n}){let r=Se(e),i=ue(n);if(!r.ok||i===null)throw RangeError(`not a valid setting`);return{strategy:r.strategy,rules:xe(t),slippage:i}}function Dt(e,t){let{strategy:n,rules:r,slippage:i}=Et(e);return yt(lt(n,r,t,i),vt.moving)}var Ot=5,kt=class{#e;#t;#n;#r=new Map;#i=0;#a=0;#o=!1;#s;set table(e){this.#e!==e&&(this.#e=e,this.#a=0,this.#t?.postMessage({kind:`table`,data:e.data}))}run(e){let t=this.#e;if(t===void 0)return Promise.resolve(void 0);if(this.#a<=Ot&&!this.#o){let n=performance.now(),r=Dt(e,t);return this.#a=performance.now()-n,Promise.resolve(r)}return this.#s?.resolve(void 0),new Promise((t,n)=>{this.#s={setting:e,resolve:t,reject:n},this.#c()})}async rest(e,t){let n=await this.#l(n=>({kind:`rest`,id:n,setting:e,share:t}));return n.kind===`rest`?n.rest:void 0}async map(e,t,n,r,i){let a=this.#e;if(a===void 0)return;this.#n?.terminate();let o=At();this.#n=o;try{await new Promise((s,c)=>{i.throwIfAborted(),i.addEventListener(`abort`,()=>{c(i.reason)}),o.onerror=e=>{c(Error(e.message))},o.onmessage=({data:e})=>{e.kind===`cells`?r(e.from,e.cells):e.kind===`failed`?c(Error(e.message)):e.kind===`done`&&s()},o.postMessage({kind:`table`,data:a.data}),o.postMessage({kind:`map`,id:0,setting:e,share:t,axes:n})})}finally{o.terminate(),this.#n===o&&(this.#n=void 0)}}stop(){this.#t?.terminate(),this.#n?.terminate(),this.#t=this.#n=void 0;for(let{reject:e}of this.#r.values())e(new DOMException(`stopped`,`AbortError`));this.#r.clear()}async#c(){if(!this.#o){this.#o=!0;try{for(let e=this.#s;e!==void 0;e=this.#s){this.#s=void 0;let{setting:t,resolve:n,reject:r}=e;try{let e=await this.#l(e=>({kind:`run`,id:e,setting:t}));n(e.kind===`run`?e.view:void 0)}catch(e){r(e instanceof Error?e:Error(String(e)))}}}finally{this.#o=!1}}}#l(e){let t=this.#t??=this.#u(),n=this.#i+=1;return new Promise((r,i)=>{this.#r.set(n,{resolve:r,reject:i}),t.postMessage(e(n))})}#u(){let e=At();return e.onmessage=({data:e})=>{let t=this.#r.get(e.id);this.#r.delete(e.id),e.kind===`failed`?t?.reject(Error(e.message)):t?.resolve(e)},e.onerror=e=>{let t=Error(e.message);for(let{reject:e}of this.#r.values())e(t);this.#r.clear()},this.#e!==void 0&&e.postMessage({kind:`table`,data:this.#e.data}),e}};function At(){return new Worker(new URL(new URL(`../workers/lab.worker-DmXHkWPi.js`,import.meta.url).href,``+import.meta.url),{type:`module`})}var jt=`config/config_entries/subentries/flow`,Mt=class{#e;constructor(e,t){this.hass=e,this.entryId=t}async check(e,t,n){await this.cancel();let r=await this.#t(``,{handler:[this.entryId,`strategy`],show_advanced_options:!1});if(r.type===`abort`)return this.#n(r);let i=await this.#t(`/${r.flow_id}`,{name:e,pair:t});return i.step_id===`parameters`?this.#n(await this.#t(`/${r.flow_id}`,Nt(n))):this.#n(i)}async save(){return this.#e===void 0?{kind:`aborted`,reason:``}:this.#n(await this.#t(`/${this.#e}`,{next_step_id:`save`}))}async cancel(){let e=this.#e;if(this.#e=void 0,e!==void 0)try{await this.hass().callApi(`DELETE`,`${jt}/${e}`)}catch{}}async#t(e,t){let n=await this.hass().callApi(`POST`,`${jt}${e}`,t);return this.#e=n.type===`form`||n.type===`menu`?n.flow_id:void 0,n}#n(e){let t=e.description_placeholders??{};switch(e.type){case`create_entry`:return{kind:`created`};case`abort`:return{kind:`aborted`,reason:e.reason??``};case`menu`:return{kind:`summary`,text:t.summary??``};case`form`:return{kind:`errors`,errors:e.errors??{},values:t}}}};function Nt(e){let t=Object.entries(T).map(([t,n])=>[t,Object.fromEntries(n.filter(t=>e[t]!==``).map(t=>[t,Pt.has(t)?Ft(e[t]):e[t]]))]);return Object.fromEntries(t)}var Pt=new Set([`cooldown`,`rsi_period`,`order_timeout`]);function Ft(e){let t=Number(e);return Number.isFinite(t)?t:e}var It=class extends CustomEvent{constructor(e){super(`flaws`,{detail:e})}},Lt=`component.aurono.config_subentries.strategy`,z=class extends l{constructor(...e){super(...e),this.stage={kind:`naming`},this.name=``,this.errors=new Map,this.problem=``}static{this.styles=[i,_`
      .summary {
        display: grid;
        gap: 6px;
        padding-inline-start: 18px;
        list-style: disc;
      }
    `]}#e;show(){this.stage={kind:`naming`},this.#c(new Map),this.problem=``,this.name=this.#u(),this.#e=new Mt(this.app.hass,this.subject.account.entry_id),this.dialog.show()}render(){return b`
      <aurono-dialog heading=${this.app.text(`simulate_create`)} @closed=${()=>void this.#e?.cancel()}>
        ${this.#t()} ${this.problem===``?v:b`<p class="error" role="alert">${this.problem}</p>`}
        ${this.#r()}
      </aurono-dialog>
    `}#t(){let{text:e}=this.app,{stage:t}=this;switch(t.kind){case`summary`:return b`
          <p>${e(`simulate_create_summary`,{account:this.subject.account.title})}</p>
          <ul class="summary">
            ${Rt(t.text).map(e=>b`<li>${zt(e)}</li>`)}
          </ul>
        `;case`created`:return b`<p role="status">${e(`simulate_created`,{name:this.name})}</p>
          ${this.#i===void 0?b`<p class="quiet">${e(`simulate_created_wait`)}</p>`:v}`;case`naming`:case`busy`:return b`
          <p class="quiet">${e(`simulate_create_text`,{account:this.subject.account.title})}</p>
          <label class="field">
            <span>${e(`simulate_create_name`)}</span>
            <input
              .value=${this.name}
              ?disabled=${t.kind===`busy`}
              aria-invalid=${this.errors.has(`name`)?`true`:`false`}
              @input=${e=>{this.name=e.target.value}}
            />
            <span class="error small">${this.errors.get(`name`)??``}</span>
          </label>
          ${this.#n()}
        `}}#n(){let e=[...this.errors].filter(([e])=>e!==`name`);return e.length===0?v:b`<ul class="error" role="alert">
      ${e.map(([e,t])=>{let n=this.#l(e);return b`<li>${n===``?v:b`<b>${n}</b>: `}${t}</li>`})}
    </ul>`}#r(){let{text:e}=this.app,{stage:t}=this,n=b`<button
      slot="actions"
      @click=${()=>{this.dialog.close()}}
    >
      ${e(t.kind===`created`?`common_close`:`common_cancel`)}
    </button>`;if(t.kind===`created`){let t=this.#i;return b`${n}
      ${t===void 0?v:b`<a
              slot="actions"
              class="button primary"
              href=${p(this.subject.account.entry_id,t.id)}
              @click=${()=>{this.dialog.close()}}
              >${e(`simulate_created_open`)}</a
            >`}`}let r=t.kind===`summary`;return b`${n}
      <button
        slot="actions"
        class="primary"
        ?disabled=${t.kind===`busy`}
        @click=${()=>void(r?this.#o():this.#a())}
      >
        ${e(r?`simulate_create_save`:t.kind===`busy`?`common_loading`:`simulate_create_check`)}
      </button>`}get#i(){return this.snapshot.accounts.find(e=>e.entry_id===this.subject.account.entry_id)?.strategies.find(e=>e.name===this.name.trim())}async#a(){await this.#s(e=>e.check(this.name.trim(),this.subject.market.pair,this.question.rule))}async#o(){await this.#s(e=>e.save())}async#s(e){let t=this.#e;if(t!==void 0){this.stage={kind:`busy`},this.problem=``,this.#c(new Map);try{let n=await e(t),r=this.app.hass().localize;switch(n.kind){case`summary`:this.stage={kind:`summary`,text:n.text};return;case`created`:this.stage={kind:`created`};return;case`aborted`:this.problem=r(`${Lt}.abort.${n.reason}`)||this.app.text(`common_failed`);break;case`errors`:this.#c(new Map(Object.entries(n.errors).map(([e,t])=>[e,r(`${Lt}.error.${t}`,n.values)||this.app.text(`common_failed`)])))}}catch(e){this.problem=Oe(e)||this.app.text(`common_failed`)}this.stage={kind:`naming`}}}#c(e){this.errors=e,this.dispatchEvent(new It(new Map([...e].filter(([e])=>e!==`name`))))}#l(e){for(let[t,n]of Object.entries(T))if(n.includes(e))return D.label(this.app,t,e);return this.app.hass().localize(`${Lt}.step.user.data.${e}`)}#u(){let{pair:e}=this.subject.market,t=new Set(this.subject.account.strategies.map(e=>e.name.toLowerCase())),n=`${e.split(`/`)[0]??e} ${this.question.rule.timeframe}`;for(let e=1;;e+=1){let r=e===1?n:`${n} ${e}`;if(!t.has(r.toLowerCase()))return r}}};S([x({attribute:!1})],z.prototype,`subject`,void 0),S([x({attribute:!1})],z.prototype,`question`,void 0),S([a({context:o,subscribe:!0}),y()],z.prototype,`snapshot`,void 0),S([y()],z.prototype,`stage`,void 0),S([y()],z.prototype,`name`,void 0),S([y()],z.prototype,`errors`,void 0),S([y()],z.prototype,`problem`,void 0),S([g(`aurono-dialog`)],z.prototype,`dialog`,void 0),z=S([C(`aurono-create-dialog`)],z);function Rt(e){return e.split(`
`).map(e=>e.replace(/^[-*] /,``).trim()).filter(e=>e!==``)}function zt(e){return e.split(`**`).map((e,t)=>t%2==1?b`<b>${e}</b>`:e)}var Bt=`aurono-lab-rules`;function B(){try{let e=JSON.parse(localStorage.getItem(Bt)??`[]`);return Array.isArray(e)?e.filter(Wt):[]}catch{return[]}}function Vt(e){return Ut([...B().filter(t=>t.name!==e.name),e])}function Ht(e){return Ut(B().filter(t=>t.name!==e))}function Ut(e){try{return localStorage.setItem(Bt,JSON.stringify(e)),!0}catch{return!1}}function Wt(e){if(typeof e!=`object`||!e)return!1;let{name:t,query:n}=e;return typeof t==`string`&&typeof n==`string`}var V=class extends l{constructor(...e){super(...e),this.saved=[],this.name=``,this.told=``,this.link=``}static{this.styles=[i,_`
      li {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      li .grow {
        justify-content: flex-start;
        text-align: start;
        overflow-wrap: anywhere;
      }
      form {
        display: flex;
        gap: 8px;
        align-items: end;
      }
      form .field {
        flex: 1;
      }
    `]}show(){let{buy_trigger:e,sell_trigger:t,timeframe:n}=this.question.rule;this.name=`${this.question.pair} ${n} ${e} / ${t} %`,this.saved=B(),this.told=this.link=``,this.dialog.show()}async share(e){this.link=e,this.saved=[];try{await navigator.clipboard.writeText(e),this.told=this.app.text(`simulate_link_copied`)}catch{this.told=this.app.text(`simulate_link_copy_yourself`)}this.dialog.show()}render(){let{text:e}=this.app;return b`
      <aurono-dialog heading=${e(this.link===``?`simulate_save`:`simulate_share`)}>
        ${this.link===``?this.#t():this.#e()}
        <p role="status">${this.told}</p>
        <button
          slot="actions"
          @click=${()=>{this.dialog.close()}}
        >
          ${e(`common_close`)}
        </button>
      </aurono-dialog>
    `}#e(){return b`
      <label class="field">
        <span>${this.app.text(`simulate_link`)}</span>
        <input
          readonly
          .value=${this.link}
          @focus=${e=>{e.target.select()}}
        />
      </label>
      <p class="quiet">${this.app.text(`simulate_link_text`)}</p>
    `}#t(){let{text:e}=this.app;return b`
      <p class="quiet">${e(`simulate_save_text`)}</p>
      <form @submit=${this.#r}>
        <label class="field">
          <span>${e(`simulate_save_name`)}</span>
          <input
            .value=${this.name}
            @input=${e=>{this.name=e.target.value}}
          />
        </label>
        <button class="primary" ?disabled=${this.name.trim()===``}>${e(`simulate_save_do`)}</button>
      </form>
      ${this.saved.length===0?v:b`
              <h3>${e(`simulate_saved`)}</h3>
              <ul>
                ${this.saved.map(e=>this.#n(e))}
              </ul>
            `}
    `}#n(e){return b`
      <li>
        <button
          class="plain grow"
          @click=${()=>{this.dispatchEvent(new E(oe(new URLSearchParams(e.query)))),this.dialog.close()}}
        >
          ${e.name}
        </button>
        <button
          class="plain"
          aria-label=${this.app.text(`simulate_remove`,{name:e.name})}
          @click=${()=>{Ht(e.name),this.saved=B()}}
        >
          ${h(r)}
        </button>
      </li>
    `}#r(e){e.preventDefault();let t=this.name.trim(),n=Vt({name:t,query:ie(this.question).toString()});this.told=this.app.text(n?`simulate_saved_done`:`simulate_saved_not`,{name:t}),this.saved=B()}};S([x({attribute:!1})],V.prototype,`question`,void 0),S([y()],V.prototype,`saved`,void 0),S([y()],V.prototype,`name`,void 0),S([y()],V.prototype,`told`,void 0),S([y()],V.prototype,`link`,void 0),S([g(`aurono-dialog`)],V.prototype,`dialog`,void 0),V=S([C(`aurono-keep-dialog`)],V);var Gt=class extends CustomEvent{constructor(e){super(`pins`,{detail:e})}},H=class extends l{constructor(...e){super(...e),this.pins=[]}render(){if(this.pins.length===0)return v;let e=[{name:this.app.text(`simulate_pin_now`),view:this.now},...this.pins.map(e=>({name:e.name,view:e.view,pin:e}))];return b`
      <section class="card">
        <h2>${this.app.text(`simulate_pins`)}</h2>
        <aurono-table
          caption=${this.app.text(`simulate_pins`)}
          .columns=${this.#e()}
          .rows=${e}
        ></aurono-table>
      </section>
    `}#e(){let{text:e,numbers:t}=this.app,{quote:n}=w(this.subject.market.pair);return[{label:e(`simulate_triggers`),cell:e=>this.#t(e),lead:!0},{label:e(`simulate_profit`),cell:({view:{figures:e}})=>s(t.percent(e.profitPercent,{signed:!0})),numeric:!0},{label:e(`simulate_end_value`),cell:({view:e})=>t.money(e.figures.endValue,n),numeric:!0},{label:e(`simulate_drawdown`),cell:({view:e})=>t.percent(e.figures.drawdown),numeric:!0},{label:e(`simulate_trades`),cell:({view:e})=>String(e.figures.trades),numeric:!0},{label:e(`simulate_fees`),cell:({view:e})=>t.money(e.figures.fees,n),numeric:!0},{label:e(`simulate_wanted`),cell:({view:e})=>t.money(e.figures.capitalWanted,n),numeric:!0}]}#t({name:e,pin:t}){return t===void 0?b`<b>${e}</b>`:b`
      <button
        class="plain"
        @click=${()=>{this.dispatchEvent(new E(t.question))}}
      >
        ${e}
      </button>
      <button
        class="plain"
        aria-label=${this.app.text(`simulate_unpin`,{name:e})}
        @click=${()=>{this.dispatchEvent(new Gt(this.pins.filter(e=>e!==t)))}}
      >
        ${h(n)}
      </button>
    `}};S([x({attribute:!1})],H.prototype,`pins`,void 0),S([x({attribute:!1})],H.prototype,`now`,void 0),S([x({attribute:!1})],H.prototype,`subject`,void 0),H=S([C(`aurono-pins`)],H);var Kt=class extends CustomEvent{constructor(e){super(`rule`,{detail:e})}},qt=new Set([`rule`,`money`]),Jt=12,Yt={buy_trigger:()=>({min:-12,max:-.1,step:.1}),sell_trigger:()=>({min:.1,max:Jt,step:.1}),buy_amount:e=>({min:0,max:e*50,step:e/5}),sell_amount:e=>({min:0,max:e*50,step:e/5}),allocated_capital:e=>({min:0,max:e*500,step:e*2}),cooldown:()=>({min:0,max:48,step:1}),loss_protection:()=>({min:0,max:10,step:.1})},Xt={buy_trigger:`percent`,sell_trigger:`percent`,loss_protection:`percent`,buy_amount:`quote`,sell_amount:`quote`,allocated_capital:`quote`,starting_average_price:`quote`,minimum_position:`base`,starting_amount:`base`,order_timeout:`hours`},U=class extends l{constructor(...e){super(...e),this.rule=re,this.problems=new Map}static{this.styles=[i,_`
      :host {
        display: grid;
        gap: 12px;
        grid-template-columns: minmax(0, 1fr);
      }
      details {
        border-top: 1px solid var(--aurono-line);
        padding-top: 8px;
      }
      details:first-of-type {
        border-top: 0;
        padding-top: 0;
      }
      summary {
        cursor: pointer;
        font-weight: 500;
        padding: 4px 0;
      }
      .fields {
        display: grid;
        gap: 14px;
        padding: 8px 0 4px;
        grid-template-columns: minmax(0, 1fr);
      }
      .line {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 108px;
        gap: 12px;
        align-items: center;
      }
      .line.alone {
        grid-template-columns: minmax(0, 1fr);
      }
      .entry {
        position: relative;
      }
      .entry input {
        padding-inline-end: 44px;
        font-variant-numeric: tabular-nums;
      }
      .unit {
        position: absolute;
        inset-inline-end: 10px;
        top: 10px;
        color: var(--aurono-quiet);
        pointer-events: none;
      }
      input[type="range"] {
        width: 100%;
        height: 40px;
        margin: 0;
      }
      .choice {
        padding: 0;
      }
      .help {
        font-size: 12px;
        color: var(--aurono-quiet);
      }
    `]}render(){return b`${Object.keys(T).map(e=>this.#e(e))}`}#e(e){let t=T[e].filter(e=>e!==`timeframe`),n=t.every(e=>this.rule[e]===re[e]),r=t.some(e=>this.problems.has(e));return b`
      <details ?open=${qt.has(e)||!n||r}>
        <summary>${D.section(this.app,e)}</summary>
        <div class="fields">${t.map(t=>this.#t(e,t))}</div>
      </details>
    `}#t(e,t){let n=this.rule[t],r=D.label(this.app,e,t);return typeof n==`boolean`?this.#n(e,t,n,r):t===`reference`?ke({label:r,value:n,options:Ee.map(e=>({value:e,label:D.option(this.app,`reference`,e)})),onChange:e=>{this.#o({reference:e})}}):this.#r(e,t,n,r)}#n(e,t,n,r){let i=D.help(this.app,e,t);return b`
      <label class="choice">
        <input
          type="checkbox"
          .checked=${I(n)}
          @change=${e=>{this.#o({[t]:e.target.checked})}}
        />
        <span>${r}${i===``?v:b`<span class="help"><br />${i}</span>`}</span>
      </label>
    `}#r(e,t,n,r){let i=this.#i(t),a=this.problems.get(t),o=D.help(this.app,e,t),s=e=>{this.#o({[t]:e.target.value})},c=b`
      <div class="entry">
        <input
          id=${t}
          inputmode="decimal"
          autocomplete="off"
          .value=${I(n)}
          aria-invalid=${a===void 0?`false`:`true`}
          aria-describedby="${t}-help"
          @input=${s}
        />
        <span class="unit" aria-hidden="true">${this.#a(t)}</span>
      </div>
    `,l=Number(ae(n));return b`
      <div class="field">
        <label for=${t}>${r}</label>
        <div class="line ${i===void 0?`alone`:``}">
          ${i===void 0?v:b`<input
                  type="range"
                  aria-label=${r}
                  min=${i.min}
                  max=${Math.max(i.max,Number.isNaN(l)?0:l)}
                  step=${i.step}
                  .value=${I(n)}
                  @input=${s}
                />`}
          ${c}
        </div>
        <div id="${t}-help" class=${a===void 0?`help`:`error small`}>${a??o}</div>
      </div>
    `}#i(e){return Yt[e]?.(Number(this.market.min_cost)||5)}#a(e){let{base:t,quote:n}=w(this.market.pair);return{percent:`%`,quote:n,base:t,hours:`h`,none:``}[Xt[e]??`none`]}#o(e){this.dispatchEvent(new Kt(e))}};S([x({attribute:!1})],U.prototype,`rule`,void 0),S([x({attribute:!1})],U.prototype,`market`,void 0),S([x({attribute:!1})],U.prototype,`problems`,void 0),U=S([C(`aurono-rule-form`)],U);var W=class extends l{static{this.styles=[i,_`
      :host {
        display: grid;
        /* What changes in here at every move of a slider changes nothing outside. */
        contain: layout paint;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      :host([stale]) {
        opacity: 0.5;
      }
      .compare {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      .compare th,
      .compare td {
        text-align: end;
        font-weight: normal;
        padding: 6px 0 6px 12px;
        border-bottom: 1px solid var(--aurono-line);
      }
      .compare tr > :first-child {
        text-align: start;
        padding-inline-start: 0;
      }
      .compare tr:last-child > * {
        border-bottom: 0;
      }
      .compare thead th {
        font-size: 12px;
        color: var(--aurono-quiet);
      }
      .safety {
        display: flex;
        gap: 8px;
        align-items: flex-start;
      }
      .reasons {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 12px;
        font-variant-numeric: tabular-nums;
      }
      details summary {
        cursor: pointer;
        font-weight: 500;
      }
      details > :not(summary) {
        margin-top: 8px;
      }
      .hero-line {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 4px 12px;
      }
      h2 {
        margin-bottom: 8px;
      }
      .scroll {
        overflow-x: auto;
      }
    `]}render(){return b`
      <section class="card stack">
        ${this.#n()} ${this.#r()} ${this.#i()} ${this.#a()} ${this.#o()}
      </section>
      ${this.#c()}
      <section class="card">${this.#l()}</section>
    `}get#e(){return w(this.subject.market.pair).quote}#t(e){return this.app.numbers.money(e,this.#e)}#n(){let{endValue:e,profit:t,profitPercent:n}=this.figures,r=this.app.numbers.percent(n,{signed:!0});return b`
      <div>
        <div class="quiet small">${this.app.text(`simulate_end_value`)}</div>
        <div class="hero-line">
          <span class="hero">${this.#t(e)}</span>
          <span>${m(this.app,t,this.#e)} (${s(r)})</span>
        </div>
      </div>
    `}#r(){let{figures:e,app:t}=this;return e.start===null||e.end===null?b`<p>${t.text(`simulate_no_candles`)}</p>`:b`<p>
      ${t.plural(`simulate_sentence`,e.candles,{count:t.numbers.number(e.candles,0),since:t.times.date(e.start),until:t.times.date(e.end),buys:e.buys,sells:e.sells,fees:this.#t(e.fees)})}
      ${e.trades===0?t.text(`simulate_no_trades`):v}
    </p>`}#i(){let{isSafe:e,capitalWanted:t,capitalUsed:n,reasons:r}=this.figures,i=r.CAPITAL_INSUFFICIENT??0;return b`
      <div class="safety ${e?`gain`:`warn`}">
        ${h(e?ee:te)}
        <span>
          ${e?this.app.text(`simulate_safe`,{used:this.#t(n)}):this.app.plural(`simulate_unsafe`,i,{wanted:this.#t(t)})}
        </span>
      </div>
    `}#a(){let{text:e}=this.app,t=(e,t)=>b`
      <tr>
        <th scope="row">${e}</th>
        <td>${this.#t(t.endValue)}</td>
        <td>${s(this.app.numbers.percent(t.profitPercent,{signed:!0}))}</td>
      </tr>
    `;return b`
      <div class="scroll" tabindex="0" role="region" aria-label=${e(`simulate_compare`)}>
        <table class="compare">
          <thead>
            <tr>
              <th scope="col">${e(`simulate_compare`)}</th>
              <th scope="col">${e(`simulate_end_value`)}</th>
              <th scope="col">${e(`simulate_profit`)}</th>
            </tr>
          </thead>
          <tbody>
            ${t(e(`simulate_this_rule`),this.figures)} ${t(e(`simulate_hold`),this.figures.buyAndHold)}
            ${t(e(`simulate_monthly`),this.figures.monthly)}
          </tbody>
        </table>
      </div>
    `}#o(){let{figures:e,app:t}=this,{numbers:n,text:r}=t;return b`
      <dl class="stats">
        ${u(r(`simulate_trades`),String(e.trades))}
        ${u(r(`simulate_fees`),this.#t(e.fees))}
        ${u(r(`simulate_drawdown`),n.percent(e.drawdown),r(`simulate_drawdown_help`))}
        ${u(r(`simulate_wanted`),this.#t(e.capitalWanted),r(`simulate_wanted_help`))}
        ${u(r(`simulate_buy_streak`),String(e.buyStreak))}
        ${u(r(`simulate_sell_streak`),String(e.sellStreak))}
      </dl>
      ${this.#s()}
    `}#s(){let{price:e,averageCost:t}=this.figures;if(e===null)return v;let{buy:n,sell:r}=Zt(Number(e),this.question,t,Number(this.subject.market.taker_fee)),i=e=>this.app.numbers.price(e.toFixed(12),this.#e);return b`<p class="quiet">
      ${this.app.text(`simulate_thresholds`,{price:this.app.numbers.price(e,this.#e),buy:i(n),sell:i(r)})}
    </p>`}#c(){let{parts:e,app:t}=this,{text:n,numbers:r,times:i}=t;if(e===void 0)return v;if(e===null)return b`<section class="card quiet">${n(`simulate_parts_too_short`)}</section>`;let{tuning:a,unseen:o,at:c}=e,l=(e,t)=>b`<tr>
        <th scope="row">${e}</th>
        <td>${t(a)}</td>
        <td>${t(o)}</td>
      </tr>`,u=e=>s(r.percent(e.profitPercent,{signed:!0}));return b`
      <section class="card">
        <h2>${n(`simulate_parts`)}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=${n(`simulate_parts`)}>
          <table class="compare">
            <thead>
              <tr>
                <td></td>
                <th scope="col">${n(`simulate_part_tuning`,{date:i.date(c)})}</th>
                <th scope="col">${n(`simulate_part_unseen`,{date:i.date(c)})}</th>
              </tr>
            </thead>
            <tbody>
              ${l(n(`simulate_profit`),u)} ${l(n(`simulate_hold`),e=>u(e.buyAndHold))}
              ${l(n(`simulate_drawdown`),e=>r.percent(e.drawdown))}
              ${l(n(`simulate_trades`),e=>String(e.trades))}
            </tbody>
          </table>
        </div>
        <p class="quiet small">${n(`simulate_parts_text`)}</p>
      </section>
    `}#l(){let{reasons:e,candles:t}=this.figures,{plural:n,numbers:r,state:i}=this.app;return b`
      <details>
        <summary>${n(`simulate_reasons`,t,{count:r.number(t,0)})}</summary>
        <dl class="reasons">
          ${Object.entries(e).map(([e,t])=>b`
              <dt>${i(`sensor`,`last_decision`,e.toLowerCase())}</dt>
              <dd>${r.number(t,0)}</dd>
            `)}
        </dl>
      </details>
    `}};S([x({attribute:!1})],W.prototype,`figures`,void 0),S([x({attribute:!1})],W.prototype,`parts`,void 0),S([x({attribute:!1})],W.prototype,`subject`,void 0),S([x({attribute:!1})],W.prototype,`question`,void 0),W=S([C(`aurono-run-figures`)],W);function Zt(e,{rule:t},n,r){let i=n===null?0:n*(1+Number(t.loss_protection)/100)/(1-r);return{buy:e*(1+Number(t.buy_trigger)/100),sell:Math.max(e*(1+Number(t.sell_trigger)/100),i)}}var Qt=[`fourth`,`good`,`bad`,`muted`],$t=240,G=class extends l{constructor(...e){super(...e),this.pins=[]}static{this.styles=[i,_`
      :host {
        display: grid;
        /* What changes in here at every move of a slider changes nothing outside. */
        contain: layout paint;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      @media (max-width: 600px) {
        aurono-chart {
          --chart-height: 260px;
        }
      }
    `]}#e;#t;#n;render(){let{quote:e}=w(this.subject.market.pair),t=je(this.app,e),n=Ae(this.app);return b`
      <section class="card">
        <h2>${this.app.text(`simulate_value_chart`)}</h2>
        <aurono-chart
          label=${this.app.text(`simulate_value_chart_label`)}
          .model=${this.#r()}
          .formats=${t}
          .words=${n}
        ></aurono-chart>
      </section>
      <section class="card">
        <h2>${this.app.text(`simulate_trades_chart`)}</h2>
        <aurono-chart
          label=${this.app.text(`simulate_trades_chart_label`,{pair:this.subject.market.pair})}
          .model=${this.#a()}
          .formats=${t}
          .words=${n}
        ></aurono-chart>
      </section>
    `}#r(){return(this.#t?.view!==this.view||this.#t.pins!==this.pins)&&(this.#t={view:this.view,pins:this.pins,model:this.#i()}),this.#t.model}#i(){let{text:e}=this.app,{times:t,strategy:n,hold:r,monthly:i,underwater:a}=this.view.curves;return{series:[{id:`rule`,kind:`area`,color:`first`,unit:`money`,label:e(`simulate_this_rule`),points:K(t,n)},{id:`hold`,kind:`line`,color:`second`,dashed:!0,unit:`money`,label:e(`simulate_hold`),points:K(t,r)},{id:`monthly`,kind:`line`,color:`third`,dashed:!0,unit:`money`,label:e(`simulate_monthly`),points:K(t,i)},...this.pins.map((e,t)=>({id:`pin ${e.number}`,kind:`line`,color:Qt[t]??`muted`,unit:`money`,label:e.name,points:K(e.view.curves.times,e.view.curves.strategy)})),{id:`underwater`,kind:`area`,pane:1,color:`bad`,unit:`percent`,label:e(`simulate_underwater`),points:K(t,a)}]}}#a(){let e=this.rested??this.view,t=se(this.subject.table,this.question,this.app.times);return(this.#n?.run!==e||this.#n.table!==t)&&(this.#n={run:e,table:t,model:this.#o(e,t)}),this.#n.model}#o({figures:e,trades:t},n){let{text:r}=this.app;this.#e?.table!==n&&(this.#e={table:n,drawn:Me(n)});let i=e.price===null?void 0:Zt(Number(e.price),this.question,e.averageCost,Number(this.subject.market.taker_fee));return{series:[{id:`candles`,kind:`candles`,unit:`price`,label:this.subject.market.pair,length:ge(n.timeframe),candles:this.#e.drawn}],markers:t.map(({time:e,side:t})=>({time:e,kind:t})),levels:i===void 0?[]:[{value:i.buy,label:r(`simulate_level_buy`),color:`good`},{value:i.sell,label:r(`simulate_level_sell`),color:`bad`},...e.averageCost===null?[]:[{value:e.averageCost,label:r(`simulate_level_cost`),color:`muted`}]],barsInView:$t}}};S([x({attribute:!1})],G.prototype,`view`,void 0),S([x({attribute:!1})],G.prototype,`rested`,void 0),S([x({attribute:!1})],G.prototype,`pins`,void 0),S([x({attribute:!1})],G.prototype,`subject`,void 0),S([x({attribute:!1})],G.prototype,`question`,void 0),S([x({attribute:!1})],G.prototype,`parts`,void 0),G=S([C(`aurono-run-charts`)],G);function K(e,t){return Array.from(e,(e,n)=>{let r=t[n]??NaN;return{time:e,value:Number.isNaN(r)?null:r}})}var q=class extends l{constructor(...e){super(...e),this.problem=``}static{this.styles=[i,_`
      :host {
        display: block;
        border-top: 1px solid var(--aurono-line);
        margin-top: 12px;
        padding-top: 12px;
      }
      .fields {
        display: grid;
        gap: 14px;
        padding-top: 8px;
        grid-template-columns: minmax(0, 1fr);
      }
      .days {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(132px, 1fr));
        gap: 12px;
      }
      summary {
        cursor: pointer;
        font-weight: 500;
        padding: 4px 0;
      }
      input[type="range"] {
        width: 100%;
      }
      .help {
        font-size: 12px;
        color: var(--aurono-quiet);
      }
    `]}render(){let{text:e,times:t}=this.app,{slippage:n,since:r,until:i,tuning:a}=this.question,o=this.subject.table.times,s=o[0]===void 0?``:t.isoDay(o[0]),c=o.at(-1)===void 0?``:t.isoDay(o.at(-1)??0);return b`
      <details ?open=${this.#e}>
        <summary>${e(`simulate_settings`)}</summary>
        <div class="fields">
          <div class="days">
            ${this.#t(`since`,e(`simulate_since`),r||s,s,c)}
            ${this.#t(`until`,e(`simulate_until`),i||c,s,c)}
          </div>
          ${r===``&&i===``?v:b`<button
                  @click=${()=>{this.#n({since:``,until:``})}}
                >
                  ${e(`simulate_whole_period`)}
                </button>`}
          <label class="field">
            <span>${e(`simulate_tuning`,{percent:a,rest:100-Number(a)})}</span>
            <input
              type="range"
              min="50"
              max="90"
              step="5"
              .value=${I(a)}
              @input=${e=>{this.#n({tuning:e.target.value})}}
            />
            <span class="help">${e(`simulate_tuning_help`)}</span>
          </label>
          <label class="field">
            <span>${e(`simulate_slippage`)}</span>
            <input
              inputmode="decimal"
              autocomplete="off"
              .value=${I(n)}
              aria-invalid=${this.problem===``?`false`:`true`}
              @input=${e=>{this.#n({slippage:e.target.value})}}
            />
            <span class=${this.problem===``?`help`:`error small`}>
              ${this.problem||e(`simulate_slippage_help`)}
            </span>
          </label>
        </div>
      </details>
    `}get#e(){let{slippage:e,since:t,until:n,tuning:r}=this.question,i=ce;return e!==i.slippage||t!==i.since||n!==i.until||r!==i.tuning}#t(e,t,n,r,i){return b`
      <label class="field">
        <span>${t}</span>
        <input
          type="date"
          min=${r}
          max=${i}
          .value=${I(n)}
          @change=${t=>{let n=t.target.value;this.#n({[e]:n===(e===`since`?r:i)?``:n})}}
        />
      </label>
    `}#n(e){this.dispatchEvent(new E(e))}};S([x({attribute:!1})],q.prototype,`question`,void 0),S([x({attribute:!1})],q.prototype,`subject`,void 0),S([x()],q.prototype,`problem`,void 0),q=S([C(`aurono-simulation-form`)],q);var en=.5;function tn(e){let{rows:t,columns:n}=e,r=new Float64Array(t*n).fill(NaN),i=new Float64Array(t*n).fill(NaN);for(let t=0;t<r.length;t+=1){if(Number.isNaN(e.values[t]??NaN))continue;let n=[t,...sn(e,t)].map(t=>e.values[t]??NaN).filter(e=>!Number.isNaN(e));r[t]=cn(n),i[t]=Math.min(...n)}let a=r.reduce((e,t)=>t>e?t:e,0),o=an(e,Array.from(r,(e,t)=>a>0&&e>=a*en&&(i[t]??0)>0)).reduce((e,t)=>t.length>e.length?t:e,[]),s=new Set(o);return{medians:r,worsts:i,isPart:Array.from(r,(e,t)=>s.has(t)),middle:nn(e,o,s,r)}}function nn(e,t,n,r){if(t.length===0)return null;let i=t.map(t=>J(e,t)),a=ln(i.map(e=>e.row)),o=ln(i.map(e=>e.column));return t.map(t=>{let i=J(e,t);return{cell:i,depth:rn(e,t,n),off:Math.hypot(i.row-a,i.column-o),value:r[t]??0}}).sort((e,t)=>t.depth-e.depth||e.off-t.off||t.value-e.value)[0]?.cell??null}function rn(e,t,n){let{row:r,column:i}=J(e,t);for(let t=1;;t+=1)for(let a=r-t;a<=r+t;a+=1)for(let r=i-t;r<=i+t;r+=1)if(!(a>=0&&r>=0&&a<e.rows&&r<e.columns)||!n.has(a*e.columns+r))return t-1}function an(e,t){let n=new Set,r=[];return t.forEach((i,a)=>{if(!i||n.has(a))return;let o=[],s=[a];n.add(a);for(let r=s.pop();r!==void 0;r=s.pop()){o.push(r);for(let i of on(e,r))t[i]!==!0||n.has(i)||(n.add(i),s.push(i))}r.push(o)}),r}function on(e,t){let{row:n,column:r}=J(e,t);return sn(e,t).filter(t=>{let i=J(e,t);return i.row===n||i.column===r})}function sn(e,t){let{row:n,column:r}=J(e,t),i=[];for(let t=Math.max(0,n-1);t<=Math.min(e.rows-1,n+1);t+=1)for(let a=Math.max(0,r-1);a<=Math.min(e.columns-1,r+1);a+=1)(t!==n||a!==r)&&i.push(t*e.columns+a);return i}function J(e,t){return{row:Math.floor(t/e.columns),column:t%e.columns}}function cn(e){let t=[...e].sort((e,t)=>e-t),n=t.length>>1,r=t[n]??NaN;return t.length%2==1?r:((t[n-1]??NaN)+r)/2}function ln(e){return e.reduce((e,t)=>e+t,0)/e.length}var un=[8,16,32],Y=16,X=class extends l{constructor(...e){super(...e),this.share=.7,this.steps=un[1],this.isBusy=!1,this.isFailed=!1,this.madeOf=``}static{this.styles=[i,_`
      :host {
        display: block;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
      }
      progress {
        flex: 1 1 160px;
        height: 40px;
        accent-color: var(--aurono-fill);
      }
      .map {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 4px;
        max-width: 560px;
      }
      .y {
        writing-mode: vertical-rl;
        transform: rotate(180deg);
        text-align: center;
        font-size: 12px;
        color: var(--aurono-quiet);
      }
      .x {
        grid-column: 2;
        display: flex;
        justify-content: space-between;
        font-size: 12px;
        color: var(--aurono-quiet);
      }
      canvas {
        width: 100%;
        aspect-ratio: 1;
        image-rendering: pixelated;
        border-radius: 8px;
        cursor: crosshair;
        touch-action: manipulation;
      }
      .told {
        min-height: 42px;
      }
    `]}#e;disconnectedCallback(){super.disconnectedCallback(),this.#e?.abort()}updated(e){(e.has(`drawn`)||e.has(`chosen`)||e.has(`isBusy`))&&this.#u()}render(){let{text:e}=this.app,{drawn:t}=this,n=t!==void 0&&!this.isBusy&&this.madeOf!==this.#c();return b`
      <section class="card stack">
        <h2>${e(`simulate_map`)}</h2>
        <p class="quiet">${e(`simulate_map_text`)}</p>
        <div class="tools">
          ${ke({label:e(`simulate_map_fineness`),value:String(this.steps),options:un.map(t=>({value:String(t),label:e(`simulate_map_runs`,{runs:this.app.numbers.number(t*t,0)})})),onChange:e=>{this.steps=Number(e)},disabled:this.isBusy})}
          ${this.isBusy?this.#n(t):this.#t(t)}
        </div>
        ${this.isFailed?b`<p class="error" role="alert">${e(`simulate_map_failed`)}</p>`:v}
        ${n?b`<p class="warn" role="status">${e(`simulate_map_old`)}</p>`:v}
        ${t===void 0?v:this.#r(t)}
      </section>
    `}#t(e){return b`<button class=${e===void 0?`primary`:``} @click=${()=>void this.#l()}>
      ${this.app.text(e===void 0?`simulate_map_make`:`simulate_map_again`)}
    </button>`}#n(e){let t=e?.cells.length??1;return b`
      <progress .value=${(e?.known??0)/t} max="1" aria-label=${this.app.text(`simulate_map`)}></progress>
      <button @click=${()=>this.#e?.abort()}>${this.app.text(`common_cancel`)}</button>
    `}#r(e){let{text:t}=this.app,{buys:n,sells:r}=e.axes,i=e=>this.app.numbers.percent(e??null);return b`
      <div class="map">
        <div class="y">${t(`simulate_map_y`,{from:i(n.at(-1)),to:i(n[0])})}</div>
        <canvas
          width=${r.length*Y}
          height=${n.length*Y}
          role="img"
          aria-label=${t(`simulate_map_label`)}
          @click=${this.#s}
        ></canvas>
        <div class="x">
          <span>${i(r[0])}</span><span>${t(`simulate_map_x`)}</span><span>${i(r.at(-1))}</span>
        </div>
      </div>
      ${this.isBusy?v:this.#i(e)}
      <div class="told" role="status">${this.#a(e)}</div>
    `}#i({read:e,axes:{buys:t,sells:n},cells:r}){let{text:i,numbers:a}=this.app,{middle:o}=e;if(o===null)return b`<p>${i(`simulate_map_no_plateau`)}</p>`;let[s,c]=[t[o.row]??``,n[o.column]??``],l=o.row*n.length+o.column,u=r.reduce((e,t)=>Math.max(e,t?.profit??-1/0),-1/0);return b`
      <p>
        ${i(`simulate_map_suggestion`,{buy:a.percent(s),sell:a.percent(c),typical:a.percent(Q(e.medians[l]),{signed:!0}),worst:a.percent(Q(e.worsts[l]),{signed:!0})})}
      </p>
      <p class="quiet small">${i(`simulate_map_why`,{best:a.percent(Q(u),{signed:!0})})}</p>
      <div class="row">
        <button
          class="primary"
          @click=${()=>{this.#o(o)}}
        >
          ${i(`simulate_map_use`)}
        </button>
      </div>
    `}#a({axes:{buys:e,sells:t},cells:n,read:r}){let{chosen:i}=this;if(i===void 0)return b`<span class="quiet small">${this.app.text(`simulate_map_touch`)}</span>`;let a=i.row*t.length+i.column,o=n[a];if(o===void 0)return v;let{text:c,numbers:l}=this.app,u=e=>s(l.percent(Q(e),{signed:!0}));return b`
      <div class="row between">
        <span>
          ${l.percent(e[i.row])} / ${l.percent(t[i.column])}: ${u(o.profit)},
          ${this.app.plural(`simulate_trades_short`,o.trades)}. ${c(`simulate_map_around`)}
          ${u(r.medians[a])}
        </span>
        <button
          @click=${()=>{this.#o(i)}}
        >
          ${c(`simulate_map_use_this`)}
        </button>
      </div>
    `}#o({row:e,column:t}){let{buys:n,sells:r}=this.drawn?.axes??{buys:[],sells:[]},[i,a]=[n[e],r[t]];i!==void 0&&a!==void 0&&this.dispatchEvent(new E({rule:{...this.rule,buy_trigger:i,sell_trigger:a}}))}#s(e){let{drawn:t,canvas:n}=this;if(t===void 0||n===null)return;let r=n.getBoundingClientRect(),i=Math.floor((e.clientY-r.top)/r.height*t.axes.buys.length),a=Math.floor((e.clientX-r.left)/r.width*t.axes.sells.length);this.chosen={row:i,column:a}}#c(){let{strategy:e,slippage:t}=this.setting,n=Object.entries(e).filter(([e])=>e!==`buy_trigger`&&e!==`sell_trigger`);return JSON.stringify([n,t,this.share,this.table.count,this.table.times[0]])}async#l(){let e=this.setting.strategy.reference===`previous_close`?`previous_close`:`open`,t=Ne(this.table,e);if(t===null)return;let n=_t(t.sigma,this.steps),r=Array(n.buys.length*n.sells.length).fill(void 0),i=new AbortController;this.#e?.abort(),this.#e=i,this.isBusy=!0,this.isFailed=!1,this.chosen=void 0,this.madeOf=this.#c(),this.drawn=dn(n,r);try{this.runner.table=this.table,await this.runner.map(this.setting,this.share,n,(e,t)=>{t.forEach((t,n)=>{r[e+n]=t}),this.drawn=dn(n,r)},i.signal)}catch(e){i.signal.aborted||(console.error(e),this.isFailed=!0)}finally{this.#e===i&&(this.isBusy=!1)}}#u(){let{canvas:e,drawn:t}=this,n=e?.getContext(`2d`);if(e===null||n==null||t===void 0)return;let r=t.axes.sells.length,i=t.read.medians.reduce((e,t)=>Math.abs(t)>e?Math.abs(t):e,1e-9),a=getComputedStyle(this),o=a.getPropertyValue(`--success-color`)||`#43a047`,s=a.getPropertyValue(`--error-color`)||`#db4437`;n.clearRect(0,0,e.width,e.height),t.read.medians.forEach((e,t)=>{Number.isNaN(e)||(n.globalAlpha=.08+.92*Math.min(1,Math.abs(e)/i),n.fillStyle=e>=0?o:s,n.fillRect(t%r*Y,Math.floor(t/r)*Y,Y,Y))}),n.globalAlpha=1,this.isBusy||this.#d(n,t,r)}#d(e,{read:t},n){e.strokeStyle=getComputedStyle(this).getPropertyValue(`--primary-text-color`)||`#141414`,e.lineWidth=3;let r=(e,r)=>r>=0&&r<n&&t.isPart[e*n+r]===!0;e.beginPath(),t.isPart.forEach((t,i)=>{if(!t)return;let[a,o]=[Math.floor(i/n),i%n],[s,c]=[o*Y,a*Y];r(a-1,o)||Z(e,s,c,s+Y,c),r(a+1,o)||Z(e,s,c+Y,s+Y,c+Y),r(a,o-1)||Z(e,s,c,s,c+Y),r(a,o+1)||Z(e,s+Y,c,s+Y,c+Y)}),e.stroke();let{middle:i}=t;i!==null&&(e.beginPath(),e.arc((i.column+.5)*Y,(i.row+.5)*Y,Y*.35,0,2*Math.PI),e.stroke()),this.chosen!==void 0&&e.strokeRect(this.chosen.column*Y+2,this.chosen.row*Y+2,12,12)}};S([x({attribute:!1})],X.prototype,`runner`,void 0),S([x({attribute:!1})],X.prototype,`setting`,void 0),S([x({attribute:!1})],X.prototype,`rule`,void 0),S([x({attribute:!1})],X.prototype,`table`,void 0),S([x({attribute:!1})],X.prototype,`share`,void 0),S([y()],X.prototype,`steps`,void 0),S([y()],X.prototype,`drawn`,void 0),S([y()],X.prototype,`isBusy`,void 0),S([y()],X.prototype,`isFailed`,void 0),S([y()],X.prototype,`chosen`,void 0),S([y()],X.prototype,`madeOf`,void 0),S([g(`canvas`)],X.prototype,`canvas`,void 0),X=S([C(`aurono-trigger-map`)],X);function Z(e,t,n,r,i){e.moveTo(t,n),e.lineTo(r,i)}function dn(e,t){let n=Float64Array.from(t,e=>e?.profit??NaN),r=tn({rows:e.buys.length,columns:e.sells.length,values:n});return{axes:e,cells:[...t],known:t.filter(e=>e!==void 0).length,read:r}}function Q(e){return e===void 0||!Number.isFinite(e)?null:e.toFixed(4)}function fn(e,t,n){let r=le(n.pair,t.rule),i=Se(r),a=new Map,o={minimum:e.numbers.number(n.min_cost),quote:w(n.pair).quote,free:``};if(!i.ok)for(let[t,n]of i.problems)a.set(ne(t),D.problem(e,ne(t),n,o));let s=ue(ae(t.slippage)||`0`);return s===null?a.set(`slippage`,D.problem(e,`slippage`,`not_a_number`,o)):(s.sign<0||s.isAtLeast(me(`100`)))&&a.set(`slippage`,e.text(`simulate_slippage_range`)),{setting:a.size===0?{strategy:r,market:n,slippage:ae(t.slippage)||`0`}:void 0,problems:a}}function pn(e){return[`time_utc,side,price,amount,fee`,...e.map(({time:e,side:t,price:n,amount:r,fee:i})=>[new Date(e).toISOString(),t,n,r,i].join(`,`))].join(`\r
`)+`\r
`}function mn(e,{figures:t,trades:n}){let{strategy:r,market:i,slippage:a}=e;return JSON.stringify({strategy:r,market:i,slippage:a,figures:t,trades:n},null,2)+`
`}function hn(e,t,n){let r=URL.createObjectURL(new Blob([n],{type:t})),i=document.createElement(`a`);i.href=r,i.download=e,i.click(),setTimeout(()=>{URL.revokeObjectURL(r)},1e3)}var gn=200,_n=4,vn=.15,$=class extends l{constructor(...e){super(...e),this.canAct=!1,this.isFailed=!1,this.pins=[],this.flaws=new Map,this.#e=new kt,this.#t=0,this.#n=``,this.#i={setting:void 0,problems:new Map},this.#m=()=>{this.createDialog.show()},this.#h=()=>{if(this.view===void 0)return;let{buy_trigger:e,sell_trigger:t}=this.question.rule,n=Math.max(0,...this.pins.map(e=>e.number))+1;this.pins=[...this.pins,{number:n,name:`${e} % / ${t} %`,view:this.view,question:this.question}]},this.#g=()=>{this.keepDialog.show()},this.#_=()=>{let e=ie({...this.question,pair:this.subject.market.pair,account:``});this.keepDialog.share(`${location.origin}${d(`lab/simulate`,Object.fromEntries(e))}`)},this.#v=()=>{this.view!==void 0&&hn(this.#b(`csv`),`text/csv`,pn(this.view.trades))},this.#y=()=>{let{setting:e}=this.#i;this.view!==void 0&&e!==void 0&&hn(this.#b(`json`),`application/json`,mn(e,this.view))}}static{this.styles=[i,_`
      :host {
        display: block;
      }
      .columns {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
        align-items: start;
      }
      .strip {
        position: sticky;
        top: calc(-1 * var(--aurono-gap));
        z-index: 2;
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 16px;
        padding: 8px var(--aurono-gap);
        margin: 0 calc(-1 * var(--aurono-gap)) var(--aurono-gap);
        background: var(--card-background-color);
        border-block: 1px solid var(--aurono-line);
      }
      .strip b {
        font-size: 20px;
        font-weight: 500;
      }
      @media (min-width: 900px) {
        .columns {
          grid-template-columns: minmax(300px, 380px) minmax(0, 1fr);
        }
        .form {
          position: sticky;
          top: 0;
          max-height: calc(100dvh - 72px);
          overflow-y: auto;
        }
        .strip {
          display: none;
        }
      }
    `]}#e;#t;#n;#r;#i;#a;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#a),this.#e.stop(),this.#n=``}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.requestUpdate()}willUpdate(){let e=ie(this.question).toString();(e!==this.#n||this.subject!==this.#r)&&(this.#n=e,this.#r=this.subject,this.flaws=new Map,this.#i=fn(this.app,this.question,this.subject.market),this.#i.setting!==void 0&&this.#c(e))}render(){let{problems:e,setting:t}=this.#i;return b`
      ${this.#o()}
      <div class="columns">
        <section class="card form" aria-label=${this.app.text(`simulate_rule`)}>
          <aurono-rule-form
            .rule=${this.question.rule}
            .market=${this.subject.market}
            .problems=${new Map([...this.flaws,...e])}
            @rule=${this.#p}
          ></aurono-rule-form>
          <aurono-simulation-form
            .question=${this.question}
            .subject=${this.subject}
            .problem=${e.get(`slippage`)??``}
          ></aurono-simulation-form>
        </section>
        <div class="stack">
          ${e.size===0?v:b`<p class="card error" role="alert">${this.app.plural(`simulate_wrong`,e.size)}</p>`}
          ${this.isFailed?b`<p class="card error" role="alert">${this.app.text(`simulate_failed`)}</p>`:v}
          ${this.view===void 0?v:this.#s(this.view,t!==void 0)}
        </div>
      </div>
      <aurono-create-dialog
        .subject=${this.subject}
        .question=${this.question}
        @flaws=${e=>{this.flaws=e.detail}}
      ></aurono-create-dialog>
      <aurono-keep-dialog .question=${{...this.question,pair:this.subject.market.pair}}></aurono-keep-dialog>
    `}#o(){let{figures:e}=this.view??{};if(e===void 0)return v;let{quote:t}=w(this.subject.market.pair),{numbers:n}=this.app;return b`
      <div class="strip" aria-hidden="true">
        <b>${s(n.money(e.profit,t,{signed:!0}))}</b>
        <span>${s(n.percent(e.profitPercent,{signed:!0}))}</span>
        <span class="quiet">${this.app.plural(`simulate_trades_short`,e.trades)}</span>
      </div>
    `}#s(n,r){return b`
      <aurono-run-figures
        ?stale=${!r}
        .figures=${n.figures}
        .parts=${this.parts}
        .subject=${this.subject}
        .question=${this.question}
      ></aurono-run-figures>
      <div class="row">
        ${this.canAct?b`<button class="primary" ?disabled=${!r} @click=${this.#m}>
                ${this.app.text(`simulate_create`)}
              </button>`:v}
        <button ?disabled=${!r||this.pins.length>=_n} @click=${this.#h}>
          ${h(f)}${this.app.text(`simulate_pin`)}
        </button>
        <button @click=${this.#g}>${h(e)}${this.app.text(`simulate_save`)}</button>
        <button @click=${this.#_}>${h(c)}${this.app.text(`simulate_share`)}</button>
        <button ?disabled=${!r} @click=${this.#v}>${h(t)}CSV</button>
        <button ?disabled=${!r} @click=${this.#y}>${h(t)}JSON</button>
      </div>
      <aurono-pins
        .pins=${this.pins}
        .now=${n}
        .subject=${this.subject}
        @pins=${e=>{this.pins=e.detail}}
      ></aurono-pins>
      <aurono-run-charts
        .view=${this.charted??n}
        .rested=${this.rested}
        .pins=${this.pins}
        .subject=${this.subject}
        .question=${this.question}
        .parts=${this.parts}
      ></aurono-run-charts>
      ${this.#i.setting===void 0?v:b`<aurono-trigger-map
              .runner=${this.#e}
              .setting=${this.#i.setting}
              .rule=${this.question.rule}
              .table=${se(this.subject.table,this.question,this.app.times)}
              .share=${this.#f}
            ></aurono-trigger-map>`}
    `}async#c(e){let{setting:t}=this.#i;if(t!==void 0){this.#e.table=se(this.subject.table,this.question,this.app.times),clearTimeout(this.#a),this.#a=setTimeout(()=>void this.#u(e),gn);try{let e=await this.#e.run(t);if(e===void 0)return;this.view=e,performance.now()>=this.#t&&(this.charted=e,this.#l()),this.isFailed=!1}catch(e){this.#d(e)}}}#l(){let e=performance.now();this.#t=1/0,requestAnimationFrame(()=>requestAnimationFrame(()=>{let t=performance.now();this.#t=t+(t-e)/vn}))}async#u(e){let{setting:t}=this.#i;if(t!==void 0)try{let n=await this.#e.rest(t,this.#f);if(e!==this.#n||n===void 0)return;this.parts=n.parts,this.view=this.charted=this.rested=n.view}catch(e){this.#d(e)}}#d(e){e instanceof DOMException&&e.name===`AbortError`||(console.error(e),this.isFailed=!0)}get#f(){let e=Number(this.question.tuning);return e>0&&e<100?e/100:.7}#p(e){this.dispatchEvent(new E({rule:{...this.question.rule,...e.detail}}))}#m;#h;#g;#_;#v;#y;#b(e){return`aurono-${this.subject.market.pair.replace(`/`,`-`)}-${this.question.rule.timeframe}.${e}`}};S([x({attribute:!1})],$.prototype,`subject`,void 0),S([x({attribute:!1})],$.prototype,`question`,void 0),S([x({type:Boolean})],$.prototype,`canAct`,void 0),S([y()],$.prototype,`view`,void 0),S([y()],$.prototype,`charted`,void 0),S([y()],$.prototype,`rested`,void 0),S([y()],$.prototype,`parts`,void 0),S([y()],$.prototype,`isFailed`,void 0),S([y()],$.prototype,`pins`,void 0),S([y()],$.prototype,`flaws`,void 0),S([g(`aurono-create-dialog`)],$.prototype,`createDialog`,void 0),S([g(`aurono-keep-dialog`)],$.prototype,`keepDialog`,void 0),$=S([C(`aurono-simulate`)],$);export{$ as AuronoSimulate};